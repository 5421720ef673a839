import { XMLParser, XMLValidator } from "fast-xml-parser";

/** Deeper than any report that we know, and far from what would hurt. */
const DEEPEST = 32;

const PREDEFINED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Reads an XML document into a tree of texts: an element is a property, a leaf its text, and an element named in `lists`
 * an array even when there is one. Attributes are left out.
 *
 * A document type is refused outright, and with it every entity that somebody could define: neither expansion bombs nor
 * references to files and addresses get as far as a parser. Throws RangeError; the message never repeats the text.
 */
export function parseXml(text: string, lists: ReadonlySet<string>): unknown {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new RangeError("the document declares a document type");
  if (XMLValidator.validate(text) !== true) throw new RangeError("the document is not well-formed XML");
  const parser = new XMLParser({
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    parseTagValue: false,
    // Off as a whole; the five that XML itself defines are read below.
    processEntities: false,
    maxNestedTags: DEEPEST,
    isArray: (name) => lists.has(name),
    tagValueProcessor: (_, value) => withPredefinedEntities(value),
  });
  try {
    return parser.parse(text) as unknown;
  } catch (cause) {
    throw cause instanceof RangeError ? cause : new RangeError("the document cannot be read as XML", { cause });
  }
}

/** Text as it may stand between two tags. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function withPredefinedEntities(text: string): string {
  return text.replace(/&([^;\s]{0,10});?/g, (_, name: string) => {
    const character = PREDEFINED[name] ?? numbered(name);
    if (character === null) throw new RangeError("the document refers to an entity that XML does not define");
    return character;
  });
}

function numbered(name: string): string | null {
  const match = /^#(?:(\d{1,7})|x([\da-f]{1,6}))$/i.exec(name);
  if (!match) return null;
  const code = match[1] === undefined ? Number.parseInt(match[2] ?? "", 16) : Number(match[1]);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
