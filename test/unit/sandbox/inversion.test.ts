import * as fc from "fast-check";
import { stdnum } from "stdnum";
import { describe, expect, it } from "vitest";
import { companyName, companyNameDigits } from "../../../sandbox/bank/generated/company-name.js";
import { residentId } from "../../../sandbox/bank/numbers/build.js";
import { Numbering } from "../../../sandbox/bank/numbers/numbering.js";
import { MAX_SIZE, Permutation } from "../../../sandbox/bank/numbers/permutation.js";
import { leiCheck, luhnCheck } from "../../../sandbox/bank/numbers/check-digits.js";

const position = fc.integer({ min: 0, max: MAX_SIZE - 1 });
const seed = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const item = fc.integer({ min: 0, max: 99 });
const birthDate = fc
  .date({ min: new Date("1930-01-01"), max: new Date("2020-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("a permutation of ten million positions", () => {
  it("takes every position to seven digits and back", () => {
    fc.assert(
      fc.property(seed, position, (s, i) => {
        const permutation = new Permutation(s, "test");
        expect(permutation.digits(i)).toMatch(/^\d{7}$/);
        expect(permutation.position(permutation.digits(i))).toBe(i);
      }),
    );
  });

  it("takes two positions to two numbers", () => {
    fc.assert(
      fc.property(seed, position, position, (s, i, j) => {
        const permutation = new Permutation(s, "test");
        expect(permutation.digits(i) === permutation.digits(j)).toBe(i === j);
      }),
    );
  });
});

describe("every identifier leads back to its position", () => {
  it.each([
    ["cif", "cif"],
    ["crm", "crm"],
    ["card-customer", "cardCustomer"],
    ["borrower", "borrower"],
    ["email", "email"],
    ["passport", "passport"],
    ["hkmo", "hkmoPermit"],
    ["taiwan", "taiwanPermit"],
    ["foreign", "foreignResident"],
    ["uscc", "uscc"],
    ["lei", "lei"],
    ["registration", "registrationNumber"],
  ] as const)("%s", (stream, make) => {
    fc.assert(
      fc.property(seed, position, (s, i) => {
        const numbering = new Numbering(s, MAX_SIZE);
        expect(numbering.position(stream, numbering[make](i))).toBe(i);
      }),
    );
  });

  it.each([
    ["account", "account"],
    ["account-number", "accountNumber"],
    ["holding", "holding"],
    ["loan", "loan"],
    ["card", "card"],
    ["pan", "pan"],
  ] as const)("%s, with its item", (stream, make) => {
    fc.assert(
      fc.property(seed, position, item, (s, i, n) => {
        const numbering = new Numbering(s, MAX_SIZE);
        expect(numbering.position(stream, numbering[make](i, n))).toBe(i);
      }),
    );
  });

  it("mobile, the current and the former one", () => {
    fc.assert(
      fc.property(seed, position, (s, i) => {
        const numbering = new Numbering(s, MAX_SIZE);
        for (const line of ["current", "former"] as const) {
          const mobile = numbering.mobile(i, line);
          expect(mobile).toMatch(/^1[3-9]\d{9}$/);
          expect(numbering.position(`mobile-${line}`, mobile)).toBe(i);
        }
      }),
    );
  });

  it("resident id, in its present and its old form", () => {
    fc.assert(
      fc.property(seed, position, birthDate, (s, i, born) => {
        const numbering = new Numbering(s, MAX_SIZE);
        const id = numbering.residentId(i, born);
        expect(numbering.position("resident", id)).toBe(i);
        expect(numbering.position("resident-old", id.slice(0, 6) + id.slice(8, 17))).toBe(i);
      }),
    );
  });

  it("company name", () => {
    fc.assert(
      fc.property(seed, position, (s, i) => {
        const digits = new Numbering(s, MAX_SIZE).nameDigits(i);
        expect(companyNameDigits(companyName(digits))).toBe(digits);
      }),
    );
    expect(companyNameDigits("永丰贸易有限公司")).toBeNull();
  });

  it("but not beyond the size of the bank", () => {
    const whole = new Numbering(1, MAX_SIZE);
    const small = new Numbering(1, 1_000);
    expect(small.position("cif", whole.cif(999))).toBe(999);
    expect(small.position("cif", whole.cif(1_000))).toBeNull();
    expect(small.position("cif", "10000001")).toBeNull();
  });
});

describe("generated numbers are valid", () => {
  it("by an independent library where it knows the kind", () => {
    fc.assert(
      fc.property(position, birthDate, (i, born) => {
        const numbering = new Numbering(7, MAX_SIZE);
        // The library (1.12.0) takes 31 - 0 for a check value and so refuses every code whose check character is 0.
        const uscc = numbering.uscc(i);
        if (!uscc.endsWith("0")) expect(stdnum["CN"]?.["uscc"]?.validate(uscc).isValid).toBe(true);
        // The library knows no region 99: the same person in a real region shows that date and check digit are right.
        expect(stdnum["CN"]?.["ric"]?.validate(residentId("110101", born, "001")).isValid).toBe(true);
        expect(numbering.residentId(i, born)).toMatch(/^99\d{15}[\dX]$/);
        const pan = numbering.pan(i, 3);
        expect(luhnCheck(pan.slice(0, -1))).toBe(pan.slice(-1));
        const lei = numbering.lei(i);
        expect(lei).toMatch(/^[A-Z0-9]{18}\d{2}$/);
        expect(leiCheck(lei.slice(0, 18))).toBe(lei.slice(18));
      }),
    );
  });
});
