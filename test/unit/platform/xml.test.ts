import { describe, expect, it } from "vitest";
import { escapeXml, parseXml } from "../../../src/platform/xml.js";

const NO_LISTS = new Set<string>();
const LAUGHS = `<?xml version="1.0"?>
<!DOCTYPE lolz [
  <!ENTITY lol "lol">
  ${Array.from({ length: 9 }, (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n === 0 ? "" : n};`.repeat(10)}">`).join("\n  ")}
]>
<Document>&lol9;</Document>`;

describe("reading XML", () => {
  it("gives texts, and lists where they were named", () => {
    const tree = parseXml('<?xml version="1.0"?><A x="1"><B>007</B><C> 1.50 </C><C>--</C></A>', new Set(["B", "C"]));
    expect(tree).toEqual({ A: { B: ["007"], C: ["1.50", "--"] } });
  });

  it("reads the five characters that XML itself escapes, and numbered ones", () => {
    expect(parseXml("<A>&lt;a&gt; &amp;amp; &quot;b&apos; &#29579;&#x5EFA;</A>", NO_LISTS)).toEqual({
      A: "<a> &amp; \"b' 王建",
    });
    expect(parseXml(`<A>${escapeXml("<a> & 'b'")}</A>`, NO_LISTS)).toEqual({ A: "<a> & 'b'" });
  });

  it.each([
    ["a billion laughs", LAUGHS],
    ["a file", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><A>&x;</A>'],
    ["an address", '<!doctype a SYSTEM "http://127.0.0.1/a.dtd"><A/>'],
    ["an entity that nobody defined", "<A>&x;</A>"],
    ["an ampersand alone", "<A>a & b</A>"],
    ["half a document", "<A><B>1</B>"],
    ["crossed tags", "<A><B></A></B>"],
    ["a page in HTML", "<!doctype html><html><body><h1>Sign in</h1></body></html>"],
    ["plain text", "ORA-03113: end-of-file"],
    ["a well without a bottom", `${"<A>".repeat(200)}1${"</A>".repeat(200)}`],
  ])("refuses %s, and does not repeat it", (_, text) => {
    expect(() => parseXml(text, NO_LISTS)).toThrow(RangeError);
    try {
      parseXml(text, NO_LISTS);
    } catch (error) {
      expect(String(error)).not.toMatch(/passwd|lol|ORA|127/);
    }
  });
});
