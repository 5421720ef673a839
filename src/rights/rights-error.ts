const EXPLANATION = {
  SUBJECT_REQUEST_NOT_FOUND: "There is no such request, or none that is yours to see.",
  PACKAGE_NOT_READY: "The package is not ready.",
  PACKAGE_EXPIRED: "The package has expired; its key is destroyed.",
  DOWNLOADS_USED_UP: "The package has been downloaded as often as it may be.",
  PACKAGE_MISSING: "The package is not where it was put.",
  PACKAGE_TAMPERED: "The package is not what was put there.",
  PACKAGE_KEY_UNREADABLE: "The package's key does not open with the master key in force.",
  SUBJECT_REQUEST_CHANGED: "Something else has happened to this request; look at it again.",
  SUBJECT_NOT_REACHED: "The policies no longer let the opener have this copy made.",
} as const;

export type RightsErrorCode = keyof typeof EXPLANATION;

/** A request or a package that does not stand. Never repeats what was sent. */
export class RightsError extends Error {
  override readonly name = "RightsError";
  readonly extensions: { readonly code: RightsErrorCode };

  constructor(readonly code: RightsErrorCode) {
    super(EXPLANATION[code]);
    this.extensions = { code };
  }
}
