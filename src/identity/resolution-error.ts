/** Why a steward's decision could not be carried out. Stable: the graph shows these codes. */
export type ResolutionErrorCode =
  | "REASON_MISSING"
  | "CUSTOMER_UNKNOWN"
  /** The id has been taken over by another: somebody has decided in the meantime. */
  | "CUSTOMER_SUPERSEDED"
  | "SAME_CUSTOMER"
  /** Two valid national numbers, or two birth dates, stand against it. */
  | "RECORDS_CONTRADICT"
  | "RECORD_UNKNOWN"
  /** Somebody has judged the pair since it was read. */
  | "JUDGEMENT_CHANGED"
  | "EVENT_UNKNOWN"
  | "EVENT_ALREADY_UNDONE"
  /** A later event about the same customers stands: that one has to be undone first. */
  | "EVENT_OUT_OF_ORDER";

/** A refusal that a steward can act on. It names kinds of value and numbers of events, never a value. */
export class ResolutionError extends Error {
  override readonly name = "ResolutionError";
  readonly extensions: { readonly code: ResolutionErrorCode; readonly because: readonly string[] };

  constructor(
    readonly code: ResolutionErrorCode,
    /** What stands in the way: kinds of value, or the number of an event. */
    readonly because: readonly string[] = [],
  ) {
    super(EXPLANATION[code]);
    this.extensions = { code, because };
  }
}

const EXPLANATION: Record<ResolutionErrorCode, string> = {
  REASON_MISSING: "a reason is needed",
  CUSTOMER_UNKNOWN: "there is no such customer",
  CUSTOMER_SUPERSEDED: "the customer has become part of another in the meantime",
  SAME_CUSTOMER: "both are one customer already",
  RECORDS_CONTRADICT: "records of the two contradict each other",
  RECORD_UNKNOWN: "there is no such source record",
  JUDGEMENT_CHANGED: "the pair has been judged by somebody else in the meantime",
  EVENT_UNKNOWN: "there is no such event",
  EVENT_ALREADY_UNDONE: "the event has been undone already",
  EVENT_OUT_OF_ORDER: "a later event about the same customers has to be undone first",
};
