import type { LabelledRecord, PublicSet } from "./public-sets.js";
import { figuresOf, type Figures } from "./resolve-set.js";

/** What somebody would try first: records that are equal in some columns are one person, and so are their neighbours. */
export function simpleRules(set: PublicSet): readonly { readonly rule: string; readonly figures: Figures }[] {
  const number = (record: LabelledRecord): string | null =>
    record.traits.identifiers.find(({ type }) => type === "PASSPORT" || type === "EMAIL")?.value ?? null;
  const nameAndDate = ({ traits: { name, birthDate } }: LabelledRecord): string | null =>
    name === null || birthDate === null || !name.includes(" ") ? null : `${name} ${birthDate}`;
  const what = set.records.some(({ traits }) => traits.identifiers.some(({ type }) => type === "EMAIL"))
    ? "e-mail"
    : "number";
  return [
    { rule: `same ${what}`, figures: grouped(set, [number]) },
    { rule: "same full name and birth date", figures: grouped(set, [nameAndDate]) },
    { rule: `either, with all that follows`, figures: grouped(set, [number, nameAndDate]) },
  ];
}

function grouped(set: PublicSet, keysOf: readonly ((record: LabelledRecord) => string | null)[]): Figures {
  const groups = new Map<LabelledRecord, LabelledRecord[]>(set.records.map((record) => [record, [record]]));
  for (const keyOf of keysOf) {
    for (const [key, same] of Map.groupBy(set.records, keyOf)) {
      const [first, ...others] = key === null ? [] : same;
      for (const other of others) join(groups, first, other);
    }
  }
  return figuresOf(set, [...new Set(groups.values())], 0);
}

function join(
  groups: Map<LabelledRecord, LabelledRecord[]>,
  one: LabelledRecord | undefined,
  other: LabelledRecord,
): void {
  const [mine, theirs] = [one === undefined ? [] : (groups.get(one) ?? []), groups.get(other) ?? []];
  if (mine === theirs) return;
  const joined = [...mine, ...theirs];
  for (const record of joined) groups.set(record, joined);
}
