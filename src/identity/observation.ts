import { checkIdentifier } from "../domain/identifier-check.js";
import type { Instant } from "../domain/instant.js";
import { toIsoText } from "../domain/instant.js";
import type { RecordKey } from "../domain/membership.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { Sealed } from "../domain/sealed.js";
import { unseal } from "../domain/unseal.js";
import type { KeyRing } from "./features/key-ring.js";
import { toTraits } from "./features/party-traits.js";
import type { Traits, TraitFlag } from "./features/traits.js";
import { blockingKeys } from "./match/blocking-keys.js";

/** Numbers by which a customer is found exactly and that no record is matched by: they belong to what he holds. */
export interface HeldNumber {
  readonly type: "ACCOUNT_NUMBER" | "CARD_PAN";
  readonly value: Sealed<string>;
}

/** What a source has said of one of its records, as it reaches the index. */
export interface Observation {
  readonly record: PartyRecord;
  /** Null when the source did not say: a look-up of the party alone tells nothing of what he holds. */
  readonly numbers: readonly HeldNumber[] | null;
  readonly origin: "LISTING" | "CHANGE" | "LOOKUP";
}

/** An observation in the form in which it is compared with what is held, still in the clear. */
export interface ReadObservation extends RecordKey {
  readonly origin: Observation["origin"];
  readonly traits: Traits;
  readonly numbers: readonly string[] | null;
  readonly digest: string;
  /** Null with `numbers`. */
  readonly numbersDigest: string | null;
  readonly flags: readonly TraitFlag[];
  readonly observedAt: Instant | null;
}

export function readObservation({ record, numbers, origin }: Observation, ring: KeyRing, now: Instant): ReadObservation {
  const traits = toTraits(record, toIsoText(now).slice(0, 10));
  const held = numbers?.map(({ type, value }) => `${type} ${checkIdentifier(type, unseal(value)).value}`).sort() ?? null;
  const { source, recordId, observedAt } = record;
  return {
    source,
    recordId,
    origin,
    traits,
    numbers: held,
    digest: ring.digestOf(JSON.stringify(traits)),
    numbersDigest: held === null ? null : ring.digestOf(JSON.stringify(held)),
    flags: traits.flags,
    observedAt,
  };
}

/** The keys by which a record is matched, and found. */
export function matchedKeys(prints: string, ring: KeyRing): string[] {
  return [...ring.read(prints)].flatMap(([id, print]) => blockingKeys(print).map((key) => `${id}:${key}`));
}

/** The keys of what a customer holds, under every key of the ring. */
export function heldKeys(numbers: readonly string[], ring: KeyRing): string[] {
  return ring.keys.flatMap((key) => numbers.map((number) => `${key.id}:${heldNumberKey(key.token("HELD", number))}`));
}

/** Numbers of accounts and cards stand under a letter that no feature has. */
export function heldNumberKey(token: string): string {
  return `#${token}`;
}
