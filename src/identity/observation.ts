import { checkIdentifier } from "../domain/identifier-check.js";
import type { Instant } from "../domain/instant.js";
import { toIsoText } from "../domain/instant.js";
import type { RecordKey } from "../domain/membership.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { Sealed } from "../domain/sealed.js";
import { unseal } from "../domain/unseal.js";
import type { KeyRing } from "./features/key-ring.js";
import { openParty, toTraits, type OpenParty } from "./features/party-traits.js";
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

/** An observation as plain data, in the clear: what a thread is handed that reads it. */
export interface OpenObservation {
  readonly party: OpenParty;
  readonly numbers: readonly string[] | null;
}

export function openObservation({ record, numbers }: Observation): OpenObservation {
  const held =
    numbers?.map(({ type, value }) => `${type} ${checkIdentifier(type, unseal(value)).value}`).sort() ?? null;
  return { party: openParty(record), numbers: held };
}

/** What an observation says, with the hashes by which it is known again. */
export function readOpen({ party, numbers }: OpenObservation, ring: KeyRing, today: string) {
  const traits = toTraits(party, today);
  return {
    traits,
    numbers,
    digest: ring.digestOf(JSON.stringify(traits)),
    numbersDigest: numbers === null ? null : ring.digestOf(JSON.stringify(numbers)),
    flags: traits.flags,
  };
}

export function readObservation(observation: Observation, ring: KeyRing, now: Instant): ReadObservation {
  const { source, recordId, observedAt } = observation.record;
  const read = readOpen(openObservation(observation), ring, toIsoText(now).slice(0, 10));
  return { source, recordId, origin: observation.origin, observedAt, ...read };
}

/** The keys by which a record is matched, and found. */
export function matchedKeys(prints: string, ring: KeyRing): string[] {
  const keys: string[] = [];
  for (const [id, print] of ring.read(prints)) for (const key of blockingKeys(print)) keys.push(`${id}:${key}`);
  return keys;
}

/** The keys of what a customer holds, under every key of the ring. */
export function heldKeys(numbers: readonly string[], ring: KeyRing): string[] {
  return ring.keys.flatMap((key) => numbers.map((number) => `${key.id}:${heldNumberKey(key.token("HELD", number))}`));
}

/** Numbers of accounts and cards stand under a letter that no feature has. */
export function heldNumberKey(token: string): string {
  return `#${token}`;
}
