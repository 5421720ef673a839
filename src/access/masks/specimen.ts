import type { SensitiveKind } from "../vocabulary.js";
import { bandOf } from "./amount.mask.js";
import { TEXT_MASKS } from "./index.js";

/** Nobody's values, one of each kind, to show what a mask makes of them. */
const SPECIMENS: Readonly<Record<Exclude<SensitiveKind, "AMOUNT">, string>> = {
  PERSON_NAME: "王小二",
  COMPANY_NAME: "某某有限公司",
  DOCUMENT_NUMBER: "990101190001010018",
  CONTACT: "somebody",
  MOBILE: "13900000000",
  PHONE: "0574-00000000",
  EMAIL: "somebody@mail.example",
  ADDRESS: "浙江省宁波市某区某路1号",
  BIRTH_DATE: "1900-01-01",
  ACCOUNT_NUMBER: "9901000000000000",
  CARD_NUMBER: "6225990000000000",
  SCORE: "0.5",
  OTHER: "something",
};

/** How a masked value of this kind looks. */
export function maskedSpecimen(kind: SensitiveKind): string {
  return kind === "AMOUNT" ? bandOf("730000").display : TEXT_MASKS[kind](SPECIMENS[kind]);
}
