import type { SensitiveKind } from "../vocabulary.js";
import { maskAccountNumber } from "./account-number.mask.js";
import { maskAddress } from "./address.mask.js";
import { maskBirthDate } from "./birth-date.mask.js";
import { maskCardNumber } from "./card-number.mask.js";
import { maskDocumentNumber } from "./document-number.mask.js";
import { maskEmail } from "./email.mask.js";
import type { TextMask } from "./mask.js";
import { maskMobile } from "./mobile.mask.js";
import { maskOther } from "./other.mask.js";
import { maskPersonName } from "./person-name.mask.js";
import { maskPhone } from "./phone.mask.js";
import { maskScore } from "./score.mask.js";

/** The register: one mask per kind. Amounts are not text; their band is in `amount.mask.ts`. */
export const TEXT_MASKS: Readonly<Record<Exclude<SensitiveKind, "AMOUNT">, TextMask>> = {
  PERSON_NAME: maskPersonName,
  COMPANY_NAME: maskOther,
  DOCUMENT_NUMBER: maskDocumentNumber,
  CONTACT: maskOther,
  MOBILE: maskMobile,
  PHONE: maskPhone,
  EMAIL: maskEmail,
  ADDRESS: maskAddress,
  BIRTH_DATE: maskBirthDate,
  ACCOUNT_NUMBER: maskAccountNumber,
  CARD_NUMBER: maskCardNumber,
  SCORE: maskScore,
  OTHER: maskOther,
};
