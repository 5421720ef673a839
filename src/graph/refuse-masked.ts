import { isMaskedInput } from "../access/masks/masked-input.js";
import type { IdentifierType } from "../domain/identifier.js";
import { CallerMistake } from "./caller-mistake.js";

/** Throws CallerMistake `MASKED_VALUE_AS_INPUT` for a text that a mask has made. `name` is the argument's, never its value. */
export function assertNotMasked(name: string, text: string, type?: IdentifierType): void {
  if (!isMaskedInput(text, type)) return;
  throw new CallerMistake(
    "MASKED_VALUE_AS_INPUT",
    `\`${name}\` takes a whole value; what was sent is one that a mask has made.`,
  );
}
