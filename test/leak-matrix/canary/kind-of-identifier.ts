import type { IdentifierType } from "../../../sandbox/bank/bank.js";
import type { SensitiveKind } from "../../../src/access/vocabulary.js";

/** Under which kind a system's identifier is marked; null for keys of systems and public codes, which stay what they are. */
export function kindOfIdentifier(type: IdentifierType): Exclude<SensitiveKind, "AMOUNT"> | null {
  switch (type) {
    case "RESIDENT_ID":
    case "PASSPORT":
    case "HKMO_PERMIT":
    case "TAIWAN_PERMIT":
    case "FOREIGN_PR":
      return "DOCUMENT_NUMBER";
    case "MOBILE":
    case "EMAIL":
    case "ACCOUNT_NUMBER":
      return type;
    case "CARD_PAN":
      return "CARD_NUMBER";
    default:
      return null;
  }
}
