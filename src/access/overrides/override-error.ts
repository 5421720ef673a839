/** What a steward may be told of an override that does not stand. */
const EXPLANATION = {
  EXPIRY_OUT_OF_RANGE: "An override ends: name a moment ahead of now and within what the bank allows",
  STATEMENT_NOT_FOUND: "No source states this of the customer now. Read the statements again and choose one of them.",
  OVERRIDE_CHANGED: "Somebody else has just decided about this attribute; look at it again.",
  NO_OVERRIDE: "Nobody's choice is in force for this attribute.",
} as const;

export type OverrideErrorCode = keyof typeof EXPLANATION;

/** An override that does not stand. Tells why, and never repeats what was sent. */
export class OverrideError extends Error {
  override readonly name = "OverrideError";
  readonly extensions: { readonly code: OverrideErrorCode };

  constructor(
    readonly code: OverrideErrorCode,
    detail?: string,
  ) {
    super(detail === undefined ? EXPLANATION[code] : `${EXPLANATION[code]}: ${detail}.`);
    this.extensions = { code };
  }
}
