import type { Attribute } from "../domain/attribute.js";
import type { Elements } from "../domain/outcome.js";
import type { DocumentRecord, PartyRecord } from "../domain/records/party.js";
import { SourceFault } from "../domain/source-fault.js";
import { inPriority } from "./header.js";
import { statementsOf } from "./survivorship/statements-of.js";
import { survive, type Judgement } from "./survivorship/survivorship.js";

/** Attributes of a person that have one value; each is taken whole from the record that the choice fell on. */
const SINGLE = {
  birthDate: "BIRTH_DATE",
  nationality: "NATIONALITY",
  occupation: "OCCUPATION",
  annualIncome: "ANNUAL_INCOME",
} as const satisfies Partial<Record<keyof PartyRecord, Attribute>>;

/**
 * The most believed record, with every attribute that survives as the choice over all these records has it. Where nothing
 * readable is said of one, what the most believed record has of it stays: a fault stays a fault. Null without a record.
 */
export function goldenParty(parties: readonly PartyRecord[], judgement: Judgement): PartyRecord | null {
  const [best] = inPriority(parties);
  if (best === undefined) return null;
  return {
    ...best,
    birthDate: recordOf("birthDate", parties, judgement, best).birthDate,
    nationality: recordOf("nationality", parties, judgement, best).nationality,
    occupation: recordOf("occupation", parties, judgement, best).occupation,
    annualIncome: recordOf("annualIncome", parties, judgement, best).annualIncome,
    documents: documentsOf(parties, judgement, best),
  };
}

function recordOf(
  field: keyof typeof SINGLE,
  parties: readonly PartyRecord[],
  judgement: Judgement,
  best: PartyRecord,
): PartyRecord {
  const { choice } = survive(SINGLE[field], statementsOf(parties), judgement);
  const winner = choice?.winner.statement;
  if (winner === undefined) return best;
  return parties.find(({ source, recordId }) => source === winner.source && recordId === winner.recordId) ?? best;
}

/** Every document once, each whole from one record; those of the best record whose number cannot be read come last. */
function documentsOf(
  parties: readonly PartyRecord[],
  judgement: Judgement,
  best: PartyRecord,
): Elements<DocumentRecord> {
  const { choice } = survive("IDENTITY_DOCUMENT", statementsOf(parties), judgement);
  if (best.documents instanceof SourceFault) return best.documents;
  const surviving = (choice?.ranked ?? []).flatMap(({ survives, statement: { document } }) =>
    survives && document !== null ? [document] : [],
  );
  return [...surviving, ...best.documents.filter(({ number }) => number === null || number instanceof SourceFault)];
}
