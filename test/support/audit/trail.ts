import type { Instant } from "../../../src/domain/instant.js";
import { canonicalJson } from "../../../src/audit/event/canonical.js";
import { ulidMaker } from "../../../src/audit/event/event-id.js";
import { toEvent } from "../../../src/audit/event/to-event.js";
import { eventHash, genesisHash } from "../../../src/audit/proof/chain.js";
import { makeSeal } from "../../../src/audit/proof/sealing.js";
import { toPart } from "../../../src/audit/seal/sealable.js";
import type { Seal, Signed } from "../../../src/audit/proof/seal.js";
import type { SigningKey } from "../../../src/audit/proof/signing-key.js";
import type { EventText } from "../../../src/audit/verify/chain-check.js";
import { draft, subject } from "./draft.js";

export const NOON = Date.UTC(2026, 5, 30, 12) as Instant;

/** A chain of one writer's events, made by the product's own pieces and by no store. */
export function chainOf(writer: string, count: number, startAt = NOON): EventText[] {
  const nextId = ulidMaker();
  let previous = genesisHash(writer);
  return Array.from({ length: count }, (_, index) => {
    const at = (startAt + index * 1_000) as Instant;
    const place = { id: nextId(at), at, writer, sequence: index + 1 };
    const canonical = canonicalJson(toEvent(draft({ subjects: [subject(index)] }), place));
    previous = eventHash(previous, canonical);
    return { writer, sequence: index + 1, at, canonical, hash: previous };
  });
}

export interface SealedTrail {
  readonly seals: readonly Signed<Seal>[];
  /** The events of each seal, in its order. */
  readonly events: readonly (readonly EventText[])[];
}

/** Seals chains in rounds: each round takes the next events of every writer, as `shares` says how many. */
export function sealedTrail(
  chains: readonly (readonly EventText[])[],
  shares: readonly (readonly number[])[],
  key: SigningKey,
): SealedTrail {
  const at = chains.map(() => 0);
  const seals: Signed<Seal>[] = [];
  const events: EventText[][] = [];
  for (const share of shares) {
    const taken = chains.map((chain, index) => chain.slice(at[index], (at[index] ?? 0) + (share[index] ?? 0)));
    const runs = taken.flatMap((part, index) => {
      const [first] = part;
      if (first === undefined) return [];
      const before = chains[index]?.[first.sequence - 2]?.hash ?? genesisHash(first.writer);
      return [
        {
          writer: first.writer,
          period: "2026-06",
          first: first.sequence,
          before,
          hashes: part.map(({ hash }) => hash),
        },
      ];
    });
    taken.forEach((part, index) => (at[index] = (at[index] ?? 0) + part.length));
    if (runs.length === 0) continue;
    const sealedAt = Math.max(...taken.flat().map((event) => event.at)) + 1_000;
    seals.push(makeSeal(toPart(runs), { previous: seals.at(-1)?.record ?? null, sealedAt, key }));
    events.push(
      taken
        .flat()
        .sort((left, right) =>
          left.writer < right.writer ? -1 : left.writer > right.writer ? 1 : left.sequence - right.sequence,
        ),
    );
  }
  return { seals, events };
}
