import { isCustomerId } from "../../domain/customer-id.js";
import { AuditRejected } from "../audit-error.js";
import type { AuditedField, AuditedSubject, FieldGroup, SubjectGroup } from "./audit-event.js";
import { shortText } from "./short-text.js";

/** A field's place in the graph, by names alone: an index or an argument could carry a value. */
const PATH = /^[A-Za-z_]\w{0,79}(\.[A-Za-z_]\w{0,79}){0,31}$/;

/** Puts customers of whom the same was shown together. Throws AuditRejected for an id that is not ours or a path that is none. */
export function toSubjectGroups(subjects: readonly AuditedSubject[]): readonly SubjectGroup[] {
  const [only] = subjects;
  if (subjects.length === 1 && only !== undefined) return [toGroup(only, [assertOurs(only.customerId)])];
  const groups = new Map<string, readonly [of: AuditedSubject, customerIds: Set<string>]>();
  // A list of fields goes by a number here: most customers come with the very same one.
  const lists = new Map<readonly FieldGroup[], number>();
  for (const subject of subjects) {
    const { customerId, basis, level, outsidePortfolio, watched, policies } = subject;
    const key = JSON.stringify([basis, level, outsidePortfolio, watched, policies, numberOf(subject.fields, lists)]);
    let known = groups.get(key);
    if (known === undefined) groups.set(key, (known = [subject, new Set()]));
    known[1].add(assertOurs(customerId));
  }
  return [...groups.values()].map(([of, customerIds]) => toGroup(of, [...customerIds]));
}

/** Members in the order of their names: see `toEvent`. */
function toGroup(
  { basis, fields, level, outsidePortfolio, policies, watched }: AuditedSubject,
  customerIds: readonly string[],
): SubjectGroup {
  return {
    basis: shortText(basis),
    customerIds,
    fields: toFieldGroups(fields),
    level: shortText(level),
    outsidePortfolio,
    policies: policies.map(shortText),
    watched,
  };
}

function assertOurs(customerId: string): string {
  if (!isCustomerId(customerId)) throw new AuditRejected("subjects.customerId");
  return customerId;
}

function numberOf(fields: readonly AuditedField[], lists: Map<readonly FieldGroup[], number>): number {
  const groups = toFieldGroups(fields);
  let number = lists.get(groups);
  if (number === undefined) lists.set(groups, (number = lists.size));
  return number;
}

/** Lists that were read, by the caller's own list, which he leaves as it is: many events come with the very same one. */
const read = new WeakMap<readonly AuditedField[], readonly FieldGroup[]>();
/** The same lists by what they say: there are few, and equal ones are one object. */
const alike = new Map<string, readonly FieldGroup[]>();
/** A caller may think up ever new selections. */
const MOST_ALIKE = 4_000;

/** One group for each class and outcome. Throws AuditRejected for a path that is none. */
export function toFieldGroups(fields: readonly AuditedField[]): readonly FieldGroup[] {
  const known = read.get(fields);
  if (known !== undefined) return known;
  const made = groupFields(fields);
  const text = JSON.stringify(made);
  const same = alike.get(text) ?? made;
  if (same === made) {
    if (alike.size >= MOST_ALIKE) alike.clear();
    alike.set(text, made);
  }
  read.set(fields, same);
  return same;
}

function groupFields(fields: readonly AuditedField[]): readonly FieldGroup[] {
  const groups = new Map<string, FieldGroup & { readonly paths: string[] }>();
  for (const { path, class: dataClass, outcome } of fields) {
    if (!PATH.test(path)) throw new AuditRejected("subjects.fields.path");
    const key = `${dataClass} ${outcome}`;
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { class: dataClass, outcome, paths: [] }));
    group.paths.push(path);
  }
  // One order whatever the order of the caller's selection: equal lists are equal texts.
  return [...groups.keys()].sort().map((key) => {
    const { paths, ...group } = groups.get(key) as FieldGroup;
    return { ...group, paths: [...new Set(paths)].sort() };
  });
}
