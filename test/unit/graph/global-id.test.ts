import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CallerMistake } from "../../../src/graph/caller-mistake.js";
import { fromGlobalId, toCustomerId, toGlobalId, type NodeType } from "../../../src/graph/global-id.js";

const CUSTOMER = "0123456789abcdefghjkmnpqrs";
const ARRANGEMENTS: readonly NodeType[] = ["DepositAccount", "InvestmentHolding", "Loan", "CreditCard"];

function codeOf(act: () => unknown): string {
  try {
    act();
    return "none";
  } catch (error) {
    return error instanceof CallerMistake ? error.extensions.code : "another error";
  }
}

describe("a global id", () => {
  it("leads back to what it was made of", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ARRANGEMENTS), fc.stringMatching(/^[\w.:-]{1,64}$/), (type, key) => {
        expect(fromGlobalId(toGlobalId(type, key))).toEqual({ type, key });
      }),
    );
    expect(fromGlobalId(toGlobalId("Customer", CUSTOMER))).toEqual({ type: "Customer", key: CUSTOMER });
    expect(toCustomerId(toGlobalId("Customer", CUSTOMER))).toBe(CUSTOMER);
  });

  it("has one form only", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("cus_", "dep_", "loan_", "card_", "inv_", ""),
        fc.string({ unit: "binary" }),
        (prefix, rest) => {
          const id = prefix + rest;
          const code = codeOf(() => fromGlobalId(id));
          expect(["none", "INVALID_ID"]).toContain(code);
          if (code === "none") {
            const { type, key } = fromGlobalId(id);
            expect(toGlobalId(type, key)).toBe(id);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    "",
    "cus_",
    `cus_${CUSTOMER.toUpperCase()}`,
    `cus_${CUSTOMER}0`,
    `cus_${CUSTOMER.slice(1)}`,
    `CUS_${CUSTOMER}`,
    CUSTOMER,
    "cus_' or 1=1 --",
    "cus___proto__",
    "loan_",
    "loan_YQ==",
    "loan_YQ ",
    "loan_YR",
    toGlobalId("Loan", "../../etc/passwd"),
    toGlobalId("Loan", "a,b"),
    toGlobalId("Loan", "a\u0000b"),
    toGlobalId("Loan", "x".repeat(65)),
    "constructor_YQ",
    `loan_${"A".repeat(100_000)}`,
  ])("is not %j", (id) => {
    expect(codeOf(() => fromGlobalId(id))).toBe("INVALID_ID");
  });

  it("of a loan is no customer's", () => {
    expect(codeOf(() => toCustomerId(toGlobalId("Loan", "l1")))).toBe("INVALID_ID");
  });

  it("is not repeated when it is refused", () => {
    expect(() => fromGlobalId("13912345678")).toThrow(/^(?!.*139)/);
  });
});
