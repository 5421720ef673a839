import type { Kysely } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock, Instant } from "../domain/instant.js";
import type { RecordKey } from "../domain/membership.js";
import { EventLog, type EventChanges, type ResolutionEvent } from "./log/event-log.js";
import { JudgementLog, pairOf, STEWARD, type JudgementDecision } from "./log/judgement-log.js";
import { LinkLog, type LinkMove } from "./log/link-log.js";
import { StatementLog } from "./log/statement-log.js";
import { ResolutionError } from "./resolution-error.js";
import type { Decider } from "./decider.js";
import type { IdentityTables } from "./tables.js";

export interface Undone {
  readonly event: number;
  /** Every customer concerned, each with his own records again. */
  readonly customers: readonly CustomerId[];
  /** Records that have come to these customers since the event: nobody has said whose they are, so they stay. */
  readonly undecided: readonly RecordKey[];
  /** Since when two have been one: whatever was made of him from then on is nobody's alone. Null where nothing was joined. */
  readonly joinedAt: Instant | null;
}

/** Takes back one event inside a turn: its moves, and the words of stewards that came with it. Throws ResolutionError. */
export async function undoEvent(
  store: Kysely<IdentityTables>,
  clock: Clock,
  number: number,
  { by, reason }: Decider,
): Promise<Undone & { readonly records: readonly number[] }> {
  const [events, links] = [new EventLog(store, clock), new LinkLog(store, clock)];
  const event = await events.read(number);
  if (event === null) throw new ResolutionError("EVENT_UNKNOWN");
  if (event.undoneBy !== null) throw new ResolutionError("EVENT_ALREADY_UNDONE", [String(event.undoneBy)]);
  const { moves, stayed } = event.changes;
  const customers = await events.customersOf(number);
  const later = (await events.readOf(customers)).filter((each) => each.event > number);
  const standing = standingAmong(later);
  if (standing !== undefined) throw new ResolutionError("EVENT_OUT_OF_ORDER", [String(standing)]);
  const verdicts = await restoredVerdicts(new JudgementLog(store, clock), event);
  const back = moves.map(({ record, from, to }) => ({ record, from: to, to: from }));
  const changes: EventChanges = { moves: back, stayed, verdicts };
  const undoing = await events.add({ kind: "UNDO", decidedBy: by, reason, undoes: number, changes }, customers);
  await writeVerdicts(new JudgementLog(store, clock), verdicts, { by, reason }, undoing);
  await moveBack(new StatementLog(store, clock), links, back, { undone: number, undoing });
  const undecided = await newcomers(links, customers, event, store, clock);
  const records = [
    ...new Set([
      ...[...moves, ...stayed].map(({ record }) => record),
      ...verdicts.flatMap(({ low, high }) => [low, high]),
    ]),
  ];
  const joinedAt = event.kind !== "SPLIT" && moves.length > 0 ? event.decidedAt : null;
  return { event: undoing, customers, undecided, joinedAt, records };
}

/** The latest of them that still stands. What undoes is no obstacle: it stands for what it has undone. */
function standingAmong(events: readonly ResolutionEvent[]): number | undefined {
  return events.findLast(({ kind, undoneBy }) => kind !== "UNDO" && undoneBy === null)?.event;
}

/**
 * What stewards have said before the event. Where a rule made it, the steward who takes it back overrules it for these
 * records, else the rule would make it again: what it has joined is not one customer, what it has parted is.
 */
async function restoredVerdicts(log: JudgementLog, event: ResolutionEvent): Promise<EventChanges["verdicts"]> {
  const { moves, stayed, verdicts } = event.changes;
  if (event.decidedBy !== "rule") {
    return verdicts.map(({ low, high, before, after }) => ({ low, high, before: after, after: before ?? "WITHDRAWN" }));
  }
  const isMerge = event.kind === "MERGE";
  const sides = Map.groupBy(
    [
      ...moves.map(({ record, from, to }) => ({ record, side: isMerge ? from : to })),
      ...stayed.map(({ record, customer }) => ({ record, side: customer })),
    ],
    ({ side }) => side,
  );
  const members = [...sides.values()];
  const held = await log.readOf(members.flat().map(({ record }) => record));
  return members.flatMap((mine, at) =>
    members.slice(at + 1).flatMap((theirs) =>
      mine.flatMap(({ record: one }) =>
        theirs.map(({ record: other }) => {
          const word = held.get(pairOf(one, other));
          const before = word === undefined || word.rule !== STEWARD ? null : word.decision;
          return {
            low: Math.min(one, other),
            high: Math.max(one, other),
            before,
            after: isMerge ? ("NEGATIVE" as const) : ("POSITIVE" as const),
          };
        }),
      ),
    ),
  );
}

function writeVerdicts(
  log: JudgementLog,
  verdicts: EventChanges["verdicts"],
  { by, reason }: Decider,
  event: number,
): Promise<void> {
  return log.add(
    verdicts.map(({ low, high, after }) => ({
      low,
      high,
      decision: after satisfies JudgementDecision,
      rule: STEWARD,
      score: null,
      matchedOn: [],
      against: [],
      decidedBy: by,
      reason,
      event,
    })),
  );
}

/** Each record goes back to whom it came from, for the reason for which it was there. */
async function moveBack(
  statements: StatementLog,
  links: LinkLog,
  back: EventChanges["moves"],
  { undone, undoing }: { readonly undone: number; readonly undoing: number },
): Promise<void> {
  const keys = new Map(
    (await statements.readByNumber(back.map(({ record }) => record))).map((stated) => [stated.record, stated]),
  );
  const moves: LinkMove[] = [];
  for (const { record, to } of back) {
    const key = keys.get(record);
    const why = key === undefined ? null : await links.reasonBefore(undone, key, to);
    if (key === undefined || why === null) throw new Error("an event names records that are known");
    moves.push({ source: key.source, recordId: key.recordId, to, why, event: undoing });
  }
  await links.add(moves);
}

async function newcomers(
  links: LinkLog,
  customers: readonly CustomerId[],
  { changes: { moves, stayed } }: ResolutionEvent,
  store: Kysely<IdentityTables>,
  clock: Clock,
): Promise<readonly RecordKey[]> {
  if (customers.length === 0) return [];
  const own = [...(await links.current(customers)).values()].flat();
  const known = new Set([...moves, ...stayed].map(({ record }) => record));
  const records = [...(await new StatementLog(store, clock).readMany(own)).values()];
  return records.filter(({ record }) => !known.has(record)).map(({ source, recordId }) => ({ source, recordId }));
}
