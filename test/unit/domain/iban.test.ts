import { expect, it } from "vitest";
import { isIban } from "../../../src/domain/iban.js";

it.each(["GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606"])(
  "%s is an IBAN",
  (number) => {
    expect(isIban(number)).toBe(true);
  },
);

it.each([
  ["check digits", "GB83WEST12345698765432"],
  ["length", "GB82WEST1234569876543"],
  ["a country without IBANs", "CN82WEST12345698765432"],
  ["a contract's number", "HT202300005011"],
  ["lower case", "gb82west12345698765432"],
  ["nothing", ""],
])("not by %s", (_, number) => {
  expect(isIban(number)).toBe(false);
});
