import type { Leaf, Outcome } from "../domain/outcome.js";
import type { Confidentiality, PartyKind, PartyRecord, PartyStatus } from "../domain/records/party.js";
import type { Sealed } from "../domain/sealed.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import { statementsOf } from "./survivorship/statements-of.js";
import { survive, type Judgement } from "./survivorship/survivorship.js";

/** The top of the page: who this is. Chosen over what the sources say of the same customer. */
export interface HeaderRecord {
  /**
   * The core's customer number; for somebody the core does not know, the number of the system that does. Null where
   * nothing but the name is shown.
   */
  readonly customerNumber: string | null;
  readonly kind: PartyKind;
  readonly status: Leaf<PartyStatus>;
  readonly displayName: Leaf<Sealed<string>>;
  /** A sole trader's company name is a person's name. */
  readonly nameKind: "PERSON_NAME" | "COMPANY_NAME";
  readonly confidentiality: Leaf<Confidentiality>;
}

/** The order of records where no attribute's rule is asked: whose kind and standing are told. In-person identification first. */
const RECORD_ORDER: readonly SourceName[] = ["core-banking", "loan", "card", "crm"];

/** Null when no source that knows the customer could be read. */
export function headerOf(
  parties: readonly PartyRecord[],
  customerNumber: string,
  judgement: Judgement,
): HeaderRecord | null {
  const [best] = inPriority(parties);
  if (best === undefined) return null;
  const { choice } = survive("LEGAL_NAME", statementsOf(parties), judgement);
  return {
    customerNumber,
    kind: best.kind,
    status: best.status,
    displayName: (choice?.winner.statement.value as Sealed<string> | undefined) ?? best.name,
    nameKind: nameKindOf(best),
    confidentiality: best.confidentiality,
  };
}

/** Codes of sole traders begin with 92; an organization whose code could not be read is taken for one. */
export function nameKindOf({ kind, registration }: PartyRecord): HeaderRecord["nameKind"] {
  if (kind === "PERSON" || registration === null || registration instanceof SourceFault) return "PERSON_NAME";
  const code = registration.unifiedSocialCreditCode;
  return typeof code === "string" && !code.startsWith("92") ? "COMPANY_NAME" : "PERSON_NAME";
}

/** The parties that were read, the most believed first. */
export function inPriority(parties: readonly PartyRecord[]): PartyRecord[] {
  return [...parties].sort((left, right) => RECORD_ORDER.indexOf(left.source) - RECORD_ORDER.indexOf(right.source));
}

export function knownParties(outcomes: readonly Outcome<PartyRecord>[]): PartyRecord[] {
  return outcomes.flatMap((outcome) => (outcome.kind === "known" ? [outcome.value] : []));
}
