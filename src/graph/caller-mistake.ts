import type { AuditQuestionFault } from "../audit/audit-error.js";

export type CallerMistakeCode =
  | "INVALID_ID"
  | "INVALID_CURSOR"
  | "INVALID_ARGUMENT"
  | "CUSTOMER_NOT_REACHABLE"
  | "FIELD_NOT_FILTERABLE"
  | "FIELD_NOT_SORTABLE"
  | "MASKED_VALUE_AS_INPUT"
  | "LIST_LIMIT_REACHED"
  | "LOOKUP_LIMIT_REACHED"
  | "SEARCH_LIMIT_REACHED"
  | "SUBJECT_REQUEST_KIND_NOT_SERVED"
  | AuditQuestionFault;

/** Something in the operation's arguments is wrong. The message tells what, and never repeats what was sent. */
export class CallerMistake extends Error {
  override readonly name = "CallerMistake";
  readonly extensions: { readonly code: CallerMistakeCode };

  constructor(code: CallerMistakeCode, message: string) {
    super(message);
    this.extensions = { code };
  }
}
