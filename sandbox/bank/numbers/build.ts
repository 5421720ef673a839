import {
  leiCheck,
  luhnCheck,
  organisationCodeCheck,
  registrationNumberCheck,
  residentIdCheck,
  usccCheck,
} from "./check-digits.js";

/** Whole identifiers from their parts, check digits added. Region 99 is assigned to nobody, so no real person is hit. */

export function residentId(region6: string, birthDate: string, sequence3: string): string {
  const first17 = region6 + birthDate.replaceAll("-", "") + sequence3;
  return first17 + residentIdCheck(first17);
}

/** The form before 1999: no century and no check digit. Only for birth dates of the twentieth century. */
export function oldResidentId(residentId18: string): string {
  return residentId18.slice(0, 6) + residentId18.slice(8, 17);
}

/** Category 91, a company. `organisation8` is the organisation code without its check. */
export function companyCode(region6: string, organisation8: string): string {
  const first17 = `91${region6}${organisation8}${organisationCodeCheck(organisation8)}`;
  return first17 + usccCheck(first17);
}

/** Prefix 3003 is the issuer. */
export function legalEntityIdentifier(entity14: string): string {
  return `3003${entity14}${leiCheck(`3003${entity14}`)}`;
}

export function cardNumber(first15: string): string {
  return first15 + luhnCheck(first15);
}

export function registrationNumber(first14: string): string {
  return first14 + registrationNumberCheck(first14);
}
