import type { IdentifierType } from "./bank.js";
import { traitsOf } from "./generated/traits.js";
import type { Numbering } from "./numbers/numbering.js";
import type { Population } from "./generated/population.js";

type Stream = Parameters<Numbering["position"]>[0];

const STREAMS: Readonly<Record<IdentifierType, readonly Stream[]>> = {
  CIF: ["cif"],
  CARD_CUSTOMER: ["card-customer"],
  LOAN_CUSTOMER: ["borrower"],
  CRM: ["crm"],
  RESIDENT_ID: ["resident", "resident-old"],
  PASSPORT: ["passport"],
  HKMO_PERMIT: ["hkmo"],
  TAIWAN_PERMIT: ["taiwan"],
  FOREIGN_PR: ["foreign"],
  USCC: ["uscc"],
  LEI: ["lei"],
  MOBILE: ["mobile-current", "mobile-former"],
  EMAIL: ["email"],
  ACCOUNT_NUMBER: ["account-number"],
  CARD_PAN: ["pan"],
};

/**
 * The positions whose customers may carry the identifier: the one it was made from, and his partner, who may share
 * his mobile or hold his account with him. The caller still has to look whether they do.
 */
export function candidates(population: Population, type: IdentifierType, value: string): readonly number[] {
  for (const stream of STREAMS[type]) {
    const position = population.numbering.position(stream, value);
    if (position === null) continue;
    if (type !== "MOBILE" && type !== "ACCOUNT_NUMBER") return [position];
    const { partner } = traitsOf(population.seed, population.size, position);
    return partner === null ? [position] : [position, partner];
  }
  return [];
}
