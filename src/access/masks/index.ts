import type { SensitiveKind } from "../vocabulary.js";
import { accountNumberMask } from "./account-number.mask.js";
import { addressMask } from "./address.mask.js";
import { birthDateMask } from "./birth-date.mask.js";
import { cardNumberMask } from "./card-number.mask.js";
import { companyNameMask } from "./company-name.mask.js";
import { documentNumberMask } from "./document-number.mask.js";
import { emailMask } from "./email.mask.js";
import type { TextMask } from "./mask.js";
import { DEFAULT_MASK_SETTINGS, type MaskSettings } from "./mask-settings.js";
import { mobileMask } from "./mobile.mask.js";
import { otherMask } from "./other.mask.js";
import { personNameMask } from "./person-name.mask.js";
import { phoneMask } from "./phone.mask.js";
import { scoreMask } from "./score.mask.js";

/** Kinds whose values are text. Amounts are not: their band is in `amount.mask.ts`. */
export type TextKind = Exclude<SensitiveKind, "AMOUNT">;

/** The register: one mask per kind, made for the setting of that kind. */
const MASK_OF_KIND: { readonly [Kind in TextKind]: (setting: MaskSettings["masks"][Kind]) => TextMask } = {
  PERSON_NAME: personNameMask,
  COMPANY_NAME: companyNameMask,
  DOCUMENT_NUMBER: documentNumberMask,
  CONTACT: otherMask,
  MOBILE: mobileMask,
  PHONE: phoneMask,
  EMAIL: emailMask,
  ADDRESS: addressMask,
  BIRTH_DATE: birthDateMask,
  ACCOUNT_NUMBER: accountNumberMask,
  CARD_NUMBER: cardNumberMask,
  SCORE: scoreMask,
  OTHER: otherMask,
};

export const TEXT_KINDS = Object.keys(MASK_OF_KIND) as readonly TextKind[];

/** All masks of text as the settings want them; they are compiled here, once. */
export function textMasks({ masks }: MaskSettings): Readonly<Record<TextKind, TextMask>> {
  const maskOf = <Kind extends TextKind>(kind: Kind): [Kind, TextMask] => [kind, MASK_OF_KIND[kind](masks[kind])];
  return Object.freeze(Object.fromEntries(TEXT_KINDS.map(maskOf)) as Record<TextKind, TextMask>);
}

/** Those of a bank that sets nothing. */
export const TEXT_MASKS = textMasks(DEFAULT_MASK_SETTINGS);
