import { describe, expect, it } from "vitest";
import { ExactLookup } from "../../../src/identity/exact-lookup.js";
import { KeyRing } from "../../../src/identity/features/key-ring.js";
import { TokenKey } from "../../../src/identity/features/token-key.js";
import { IdentityWriter } from "../../../src/identity/identity-writer.js";
import { DEFAULT_MODEL } from "../../../src/identity/match/match-model.js";
import { openIdentity, SECRET, type Identity } from "../../support/identity.js";
import { person, RESIDENT_IDS } from "../../support/parties.js";

const OLD = { id: "1", secret: SECRET };
const NEW = { id: "2", secret: "the next secret" };
const inCore = person({ recordId: "c1", documents: { RESIDENT_ID: RESIDENT_IDS[0] } });
const inLoan = person({ source: "loan", recordId: "l1", documents: { RESIDENT_ID: RESIDENT_IDS[0] } });

function under({ store, clock }: Identity, keys: readonly { id: string; secret: string }[]) {
  const ring = new KeyRing(keys);
  const writer = new IdentityWriter(store, clock, { ring, model: DEFAULT_MODEL, secret: SECRET });
  const lookup = new ExactLookup(store, ring);
  return {
    state: (record: typeof inCore) => writer.observe([{ record, numbers: null, origin: "LISTING" }]),
    find: () => lookup.find({ type: "RESIDENT_ID", value: RESIDENT_IDS[0] }),
  };
}

describe("a change of keys", () => {
  it("goes by way of both: nobody is lost, parted or linked anew", async () => {
    await using identity = await openIdentity();
    await under(identity, [OLD]).state(inCore);
    const between = under(identity, [NEW, OLD]);
    const [id] = await between.find();
    expect(id).toBeDefined();
    await between.state(inLoan);
    expect(await identity.members(id)).toEqual(["core-banking:c1", "loan:l1"]);
    // The listing is read again under both keys; then the old one can go.
    await between.state(inCore);
    await between.state(inLoan);
    const after = under(identity, [NEW]);
    expect(await after.find()).toEqual([id]);
    await after.state(person({ source: "crm", recordId: "m1", documents: { RESIDENT_ID: RESIDENT_IDS[0] } }));
    expect(await identity.members(id)).toEqual(["core-banking:c1", "crm:m1", "loan:l1"]);
  });

  it("finds nobody under a key that is not the index's", async () => {
    await using identity = await openIdentity();
    await under(identity, [OLD]).state(inCore);
    expect(await under(identity, [{ id: "1", secret: "a guess" }]).find()).toEqual([]);
  });
});

describe("a key", () => {
  const key = new TokenKey("1", SECRET);

  it("hashes one value of two kinds to two tokens, and the same under no other key", () => {
    expect(key.token("MOBILE", "13912345678")).toHaveLength(16);
    expect(key.token("MOBILE", "13912345678")).not.toBe(key.token("EMAIL", "13912345678"));
    expect(new TokenKey("1", "another").token("MOBILE", "13912345678")).not.toBe(key.token("MOBILE", "13912345678"));
  });

  it("opens what it has closed, never twice alike, and nothing that was altered", () => {
    const closed = key.close("Jonathan Smith");
    expect(key.open(closed)).toBe("Jonathan Smith");
    expect(key.close("Jonathan Smith")).not.toBe(closed);
    expect(closed).not.toContain("Smith");
    expect(() => key.open(closed.replace(/^./u, (first) => (first === "A" ? "B" : "A")))).toThrow();
    expect(() => new TokenKey("1", "another").open(closed)).toThrow();
  });
});
