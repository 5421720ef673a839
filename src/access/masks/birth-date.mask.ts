import type { TextMask } from "./mask.js";

/** The year alone: `1985-**-**`. */
export const maskBirthDate: TextMask = (date) => (/^\d{4}-/.test(date) ? `${date.slice(0, 4)}-**-**` : "****-**-**");
