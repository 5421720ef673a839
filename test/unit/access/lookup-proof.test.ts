import { describe, expect, it } from "vitest";
import type { Caller } from "../../../src/access/caller.js";
import { LookupProofs, NO_PROOF } from "../../../src/access/lookup-proof.js";
import type { CustomerId } from "../../../src/domain/customer-id.js";
import type { Instant } from "../../../src/domain/instant.js";

const TELLER: Caller = {
  subject: "staff:T1",
  staffId: "T1",
  customerNumber: null,
  roles: ["TELLER"],
  orgUnit: null,
  clearance: "C2",
  channel: "COUNTER",
  purpose: "COUNTER_SERVICE",
  clientId: "counter",
  viewAs: null,
};
const CUSTOMER = "0".repeat(26) as CustomerId;
const OTHER = "1".repeat(26) as CustomerId;
const SECRET = "a secret for this test and nothing else";

function proofsAt(time: { now: number }, secret = SECRET): LookupProofs {
  return new LookupProofs(secret, { now: () => time.now as Instant });
}

describe("The proof of a look-up", () => {
  const proofs = proofsAt({ now: 1_000_000 });
  const proof = proofs.issue(TELLER, CUSTOMER, "RESIDENT_ID");

  it("tells another process by what the caller found the customer", () => {
    expect(proofsAt({ now: 1_000_001 }).read(TELLER, CUSTOMER, proof)).toBe("RESIDENT_ID");
  });

  it.each([
    ["another caller", { ...TELLER, subject: "staff:T2" }, CUSTOMER],
    ["another purpose", { ...TELLER, purpose: "KYC_AML" as const }, CUSTOMER],
    ["another channel", { ...TELLER, channel: "BRANCH_PAD" as const }, CUSTOMER],
    ["another application", { ...TELLER, clientId: "pad" }, CUSTOMER],
    ["another customer", TELLER, OTHER],
  ])("is worth nothing for %s", (_, caller, customer) => {
    expect(proofs.read(caller, customer, proof)).toBeNull();
  });

  it("is worth nothing to a bank with another secret", () => {
    expect(proofsAt({ now: 1_000_000 }, `${SECRET}!`).read(TELLER, CUSTOMER, proof)).toBeNull();
  });

  it("ends after a minute, and its end cannot be moved", () => {
    const [type, expiry, mac] = proof.split(".");
    const moved = `${type}.${Number(expiry) + 60_000}.${mac}`;

    expect(proofsAt({ now: 1_059_999 }).read(TELLER, CUSTOMER, proof)).toBe("RESIDENT_ID");
    expect(proofsAt({ now: 1_060_000 }).read(TELLER, CUSTOMER, proof)).toBeNull();
    expect(proofs.read(TELLER, CUSTOMER, moved)).toBeNull();
  });

  it.each([NO_PROOF, "", "..", "RESIDENT_ID", "RESIDENT_ID.NaN.", `MOBILE.${proof.split(".").slice(1).join(".")}`])(
    "is not what anybody can write: %s",
    (text) => {
      expect(proofs.read(TELLER, CUSTOMER, text)).toBeNull();
    },
  );
});
