import type { Attribute } from "../../domain/attribute.js";
import type { PartyRecord } from "../../domain/records/party.js";
import { statedBy, type AttributeStatement } from "./stated.js";

/** What a customer's records say, attribute by attribute. */
export type Stated = (attribute: Attribute) => readonly AttributeStatement[];

interface Known {
  readonly parties: readonly PartyRecord[];
  readonly stated: Stated;
}

/** By the first of the records: those of a customer come and go together. */
const known = new WeakMap<PartyRecord, Known>();

/** Read off the records once, as long as the same records are kept, however many requests and rules look at them. */
export function statementsOf(parties: readonly PartyRecord[]): Stated {
  const [first] = parties;
  if (first === undefined) return () => [];
  const before = known.get(first);
  if (before !== undefined && isSame(before.parties, parties)) return before.stated;
  const own = [...parties];
  const stated = readOnce((attribute) => statedBy(own, attribute));
  known.set(first, { parties: own, stated });
  return stated;
}

/** Each attribute is read when it is first asked for. */
export function readOnce(read: Stated): Stated {
  const attributes = new Map<Attribute, readonly AttributeStatement[]>();
  return (attribute) => {
    let statements = attributes.get(attribute);
    if (statements === undefined) attributes.set(attribute, (statements = read(attribute)));
    return statements;
  };
}

function isSame(left: readonly PartyRecord[], right: readonly PartyRecord[]): boolean {
  return left.length === right.length && left.every((party, index) => party === right[index]);
}
