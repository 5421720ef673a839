import { describe, expect, it } from "vitest";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { asIs, WireRecord } from "../../../src/sources/wire-record.js";
import { reveal } from "../../support/reveal.js";

interface Entry {
  amount: string;
}

interface Wire {
  id: string;
  name: string | null;
  tags: string[];
  owner: { name: string } | null;
  entries: Entry[];
}

const answer: Wire = {
  id: "1",
  name: null,
  tags: ["a", "b"],
  owner: { name: "A" },
  entries: [{ amount: "1" }, { amount: "2" }],
};

/** The record, with these pointers broken. */
function recordWith(...pointers: string[]): WireRecord<Wire> {
  const violations = pointers.length === 0 ? null : new Map(pointers.map((at) => [at, "type"]));
  return new WireRecord("loan", answer, violations);
}

function faultAt(at: string) {
  return { fault: "SOURCE_MALFORMED", at };
}

function notAnAmount(): never {
  throw new RangeError("not an amount");
}

const toAmount = (entry: WireRecord<Entry>): string => entry.required("amount", asIs);

describe("a leaf", () => {
  it("is the value, or null where there is none", () => {
    expect(recordWith().leaf("id", (id) => `no. ${id}`)).toBe("no. 1");
    expect(recordWith().leaf("name", asIs)).toBeNull();
    expect(new WireRecord<{ a?: string }>("loan", {}, null).leaf("a", asIs)).toBeNull();
  });

  it("is the fault where it, or something in it, breaks the contract", () => {
    expect(reveal(recordWith("/id").leaf("id", asIs))).toEqual(faultAt("id"));
    expect(reveal(recordWith("/tags/1").leaf("tags", asIs))).toEqual(faultAt("tags/1"));
  });

  it("stands beside a broken one whose name begins alike", () => {
    expect(recordWith("/identity", "/ids/0").leaf("id", asIs)).toBe("1");
  });

  it("is the fault where its text means nothing", () => {
    expect(reveal(recordWith().leaf("id", notAnAmount))).toEqual(faultAt("id"));
  });

  it("lets every other error through: it is ours", () => {
    const ours = () =>
      recordWith().leaf("id", () => {
        throw new TypeError("ours");
      });
    expect(ours).toThrow(TypeError);
  });
});

describe("a required field", () => {
  it("throws the fault when broken, null, missing or meaningless", () => {
    expect(recordWith().required("id", asIs)).toBe("1");
    expect(() => recordWith("/id").required("id", asIs)).toThrow(SourceFault);
    expect(() => recordWith().required("name", asIs)).toThrow(SourceFault);
    expect(() => recordWith().required("id", notAnAmount)).toThrow(SourceFault);
  });
});

describe("an optional field", () => {
  it("is null whatever is wrong with it", () => {
    expect(recordWith().optional("id", asIs)).toBe("1");
    expect(recordWith("/id").optional("id", asIs)).toBeNull();
    expect(recordWith().optional("id", notAnAmount)).toBeNull();
  });
});

describe("a nested record", () => {
  const toName = (owner: WireRecord<{ name: string }>) => ({ name: owner.leaf("name", asIs) });

  it("is read like the one around it", () => {
    expect(recordWith().nested("owner", toName)).toEqual({ name: "A" });
    expect(new WireRecord<Wire>("loan", { ...answer, owner: null }, null).nested("owner", toName)).toBeNull();
  });

  it("is the fault when it is no record, and stands when only a field of it is broken", () => {
    expect(reveal(recordWith("/owner").nested("owner", toName))).toEqual(faultAt("owner"));
    expect(reveal(recordWith("/owner/name").nested("owner", toName))).toEqual({ name: faultAt("owner/name") });
  });

  it("is the fault of what it cannot do without", () => {
    const toNamed = (owner: WireRecord<{ name: string }>) => owner.required("name", asIs);
    expect(reveal(recordWith("/owner/name").nested("owner", toNamed))).toEqual(faultAt("owner/name"));
  });

  it("is the fault when its parts together mean nothing", () => {
    expect(reveal(recordWith().nested("owner", notAnAmount))).toEqual(faultAt("owner"));
  });
});

describe("a listing", () => {
  it("has what could be read, and a gap for what could not", () => {
    expect(recordWith().listing("entries", toAmount)).toEqual({ items: ["1", "2"], gaps: [] });
    expect(reveal(recordWith("/entries/0").listing("entries", toAmount))).toEqual({
      items: ["2"],
      gaps: [faultAt("entries/0")],
    });
    expect(reveal(recordWith("/entries/1/amount").listing("entries", toAmount))).toEqual({
      items: ["1"],
      gaps: [faultAt("entries/1/amount")],
    });
  });

  it("throws when the list is none", () => {
    expect(() => recordWith("/entries").listing("entries", toAmount)).toThrow(SourceFault);
  });

  it("has a gap for an element whose parts together mean nothing", () => {
    expect(reveal(recordWith().listing("entries", notAnAmount))).toEqual({
      items: [],
      gaps: [faultAt("entries/0"), faultAt("entries/1")],
    });
  });
});

describe("elements", () => {
  it("are whole, or the fault that keeps them from it", () => {
    expect(recordWith().elements("entries", toAmount)).toEqual(["1", "2"]);
    expect(reveal(recordWith("/entries/1/amount").elements("entries", toAmount))).toEqual(faultAt("entries/1/amount"));
    expect(reveal(recordWith("/entries").elements("entries", toAmount))).toEqual(faultAt("entries"));
  });
});
