import { describe, expect, it } from "vitest";
import {
  leiCheck,
  luhnCheck,
  organisationCodeCheck,
  registrationNumberCheck,
  residentIdCheck,
  usccCheck,
} from "../../../sandbox/bank/numbers/check-digits.js";

/** Each pair is a published or independently checked number: its body and its check part. */
const cases: readonly (readonly [string, (body: string) => string, number, readonly string[]])[] = [
  ["resident id", residentIdCheck, 1, ["11010519491231002X", "440524188001010014", "990101198504120012"]],
  ["uscc", usccCheck, 1, ["91110000802100433B", "91350100M000100Y43", "9150000020286320X6", "12110108MB012357XN"]],
  ["organisation code", organisationCodeCheck, 1, ["D2143569X", "802100433"]],
  ["card number", luhnCheck, 1, ["6200000000000005", "6205500000000000004", "4111111111111111", "378282246310005"]],
  ["lei", leiCheck, 2, ["5493001KJTIIGC8Y1R12", "HWUPKR0MPOU8FGXBT394", "300300TEST0000000170"]],
];

describe.each(cases)("the check part of a %s", (_name, check, length, numbers) => {
  it.each(numbers)("fits %s", (number) => {
    expect(check(number.slice(0, -length))).toBe(number.slice(-length));
  });
});

it("makes a registration number's digits satisfy ISO 7064 MOD 11,10", () => {
  for (const body of ["99010010000000", "99010019999999", "33020012345678"]) {
    const digits = body + registrationNumberCheck(body);
    const last = [...digits].reduce((p, d, n) => {
      const sum = (p + Number(d)) % 10;
      return n === 14 ? sum : (2 * (sum || 10)) % 11;
    }, 10);
    expect(last).toBe(1);
  }
});
