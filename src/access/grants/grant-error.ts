/** What a caller may be told of a request for access, a decision or a review that does not stand. */
const EXPLANATION = {
  FIELDS_REQUIRED: "Name at least one field.",
  TOO_MANY_FIELDS: "The request names too many fields.",
  UNKNOWN_FIELD: "A name is not the path of a field of a customer, such as `documents.number` or `position.aum`",
  FIELD_NOT_REQUESTABLE:
    "Access to this field cannot be asked for: it is no single sensitive value, or not yours to ask",
  FIELDS_REBUILD_VALUE:
    "Beside what you see already, these fields tell the document number, of which you may see a part only. Ask for the number as well, or for less.",
  MINUTES_OUT_OF_RANGE: "The time asked for is out of range",
  REASON_REQUIRED: "Say why: the text is shown to whoever decides, and to auditors.",
  REASON_TOO_LONG: "The text is too long",
  TEXT_NOT_PLAIN: "Texts for auditors are plain text, without control or formatting characters.",
  TEXT_HOLDS_CUSTOMER_VALUE:
    "The text seems to hold a number or an address of a customer. It is shown to others: name the case, not the value.",
  INVALID_TICKET: "A ticket is 1 to 64 letters, digits and signs of a case number.",
  GRANT_NOT_FOUND: "There is no grant with this id, or none that is yours to see.",
  SELF_APPROVAL: "Nobody decides on his own request.",
  SELF_REVIEW: "Nobody reviews what he asked for, used or ended himself.",
  GRANT_ALREADY_DECIDED: "This request has been decided.",
  GRANT_NOT_EMERGENCY: "Only emergency access is reviewed.",
  GRANT_ALREADY_REVIEWED: "This emergency access has been reviewed.",
  GRANT_NOT_ACTIVE: "This grant is not, or no longer, in force.",
  GRANT_LAPSED: "This request was left undecided for too long; it has to be made again.",
  GRANT_CHANGED: "Somebody else is acting on this grant; look at it again.",
  EMERGENCY_REVIEW_PENDING: "Earlier emergency access of yours has to be reviewed first.",
} as const;

export type GrantErrorCode = keyof typeof EXPLANATION;

/** A request, decision or review that does not stand. Tells why, and never repeats what was sent. */
export class GrantError extends Error {
  override readonly name = "GrantError";
  readonly extensions: { readonly code: GrantErrorCode };

  constructor(
    readonly code: GrantErrorCode,
    detail?: string,
  ) {
    super(detail === undefined ? EXPLANATION[code] : `${EXPLANATION[code].replace(/\.$/u, "")}: ${detail}.`);
    this.extensions = { code };
  }
}
