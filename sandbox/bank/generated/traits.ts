import { BANK_DATE, daysBefore } from "../dates.js";
import type { BankCustomer, DocumentType, IsoDate } from "../model.js";
import { Draw } from "./draw.js";

/** What is decided first of a generated customer; everything else follows from it. */
export interface Traits {
  readonly kind: BankCustomer["kind"];
  /** Known to the CRM only. */
  readonly prospect: boolean;
  readonly birthDate: IsoDate;
  readonly mainDocument: DocumentType;
  readonly products: number;
  /** Neighbours 2m and 2m+1 may be a couple: they may share a mobile and hold an account together. */
  readonly partner: number | null;
  readonly sharesMobile: boolean;
  readonly sharesAccount: boolean;
}

/** One customer in twenty is a company. */
export function isCompany(i: number): boolean {
  return i % 20 === 7;
}

export function traitsOf(seed: number, size: number, i: number): Traits {
  const draw = new Draw(seed, i, "traits");
  const company = isCompany(i);
  const prospect = draw.chance(0.04);
  const birthDate = daysBefore(BANK_DATE, draw.between(18 * 366, 85 * 365));
  const mainDocument = draw.chance(0.97)
    ? "RESIDENT_ID"
    : draw.pick(["PASSPORT", "HKMO_PERMIT", "TAIWAN_PERMIT", "FOREIGN_PR"] as const);
  const partner = i % 2 === 0 ? i + 1 : i - 1;
  const couple = new Draw(seed, Math.floor(i / 2), "couple");
  const possible = partner < size && !isCompany(partner) && !company;
  return {
    kind: company ? "ORGANIZATION" : "PERSON",
    prospect,
    birthDate,
    mainDocument,
    products: productCount(draw),
    partner: possible ? partner : null,
    sharesMobile: couple.chance(0.04) && possible,
    sharesAccount: couple.chance(0.08) && possible && !prospect && !isProspect(seed, partner),
  };
}

function isProspect(seed: number, i: number): boolean {
  return new Draw(seed, i, "traits").chance(0.04);
}

/** Most have two, few have many, one in a hundred has about thirty. */
function productCount(draw: Draw): number {
  const share = draw.next();
  if (share < 0.05) return 0;
  if (share < 0.22) return 1;
  if (share < 0.7) return 2;
  if (share < 0.85) return 3;
  if (share < 0.95) return draw.between(4, 6);
  return share < 0.99 ? draw.between(7, 14) : draw.between(28, 32);
}
