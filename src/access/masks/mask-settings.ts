import { z } from "zod";
import { MASK_STYLES } from "./mask-style.js";

const style = z.enum(MASK_STYLES);
/** What a kind may show at the most is a bound of its counts: a setting beyond it is refused. */
const visible = (first: number, last: number) =>
  z.union([
    style,
    z.strictObject({ first: z.int().min(0).max(first).default(0), last: z.int().min(0).max(last).default(0) }),
  ]);
const last = z.int().min(0).max(4).default(0);
const hidden = z.literal("HIDDEN").default("HIDDEN");

/** How each kind of value is masked. Unknown keys are mistakes: a misspelt kind must not fall back to its default unseen. */
export const maskSettingsSchema = z.strictObject({
  masks: z.strictObject({
    PERSON_NAME: style.default("PARTIAL"),
    COMPANY_NAME: style.default("PARTIAL"),
    DOCUMENT_NUMBER: z
      .strictObject({
        /** Less than the usual three and four, which with a birth date and a district are the whole number. */
        residentId: visible(3, 4).default("STRICT"),
        otherDocument: visible(1, 4).default("PARTIAL"),
      })
      .prefault({}),
    CONTACT: hidden,
    MOBILE: visible(3, 4).default("PARTIAL"),
    PHONE: style.default("PARTIAL"),
    EMAIL: style.default("PARTIAL"),
    ADDRESS: style.default("PARTIAL"),
    BIRTH_DATE: style.default("PARTIAL"),
    AMOUNT: style.default("PARTIAL"),
    ACCOUNT_NUMBER: z.union([style, z.strictObject({ last })]).default("PARTIAL"),
    CARD_NUMBER: z.union([style, z.strictObject({ first: z.literal([0, 6, 8]).default(0), last })]).default("PARTIAL"),
    SCORE: style.default("PARTIAL"),
    OTHER: hidden,
  }),
  combinations: z
    .strictObject({
      /** What is shown of a person must leave at least so many resident numbers that could be his. */
      minimumCandidates: z.int().min(100).max(1_000_000).default(1_000),
    })
    .prefault({}),
});

export type MaskSettings = z.infer<typeof maskSettingsSchema>;

/** What holds where a bank sets nothing. */
export const DEFAULT_MASK_SETTINGS: MaskSettings = maskSettingsSchema.parse({ masks: {} });
