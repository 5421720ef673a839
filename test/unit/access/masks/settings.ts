import { maskSettingsSchema, type MaskSettings } from "../../../../src/access/masks/mask-settings.js";
import { SENSITIVE_KINDS } from "../../../../src/access/vocabulary.js";

const everywhere = (style: "PARTIAL" | "STRICT" | "HIDDEN"): MaskSettings =>
  maskSettingsSchema.parse({
    masks: {
      ...Object.fromEntries(
        SENSITIVE_KINDS.filter((kind) => kind !== "CONTACT" && kind !== "OTHER").map((kind) => [kind, style]),
      ),
      DOCUMENT_NUMBER: { residentId: style, otherDocument: style },
    },
  });

/** Every way to set masks that matters: nothing set, each style everywhere, and counts at their bounds. */
export const SETTINGS: Readonly<Record<string, MaskSettings>> = {
  default: maskSettingsSchema.parse({ masks: {} }),
  partial: everywhere("PARTIAL"),
  strict: everywhere("STRICT"),
  hidden: everywhere("HIDDEN"),
  counts: maskSettingsSchema.parse({
    masks: {
      DOCUMENT_NUMBER: { residentId: { first: 3, last: 4 }, otherDocument: { first: 1, last: 4 } },
      MOBILE: { first: 3, last: 4 },
      ACCOUNT_NUMBER: { last: 4 },
      CARD_NUMBER: { first: 8, last: 4 },
    },
  }),
  odd: maskSettingsSchema.parse({
    masks: {
      DOCUMENT_NUMBER: { residentId: { first: 2, last: 0 }, otherDocument: { first: 0, last: 1 } },
      MOBILE: { first: 1, last: 0 },
      ACCOUNT_NUMBER: { last: 1 },
      CARD_NUMBER: { first: 6, last: 0 },
    },
  }),
};
