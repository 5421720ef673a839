import { isCustomerId } from "../../domain/customer-id.js";
import { AuditRejected } from "../audit-error.js";
import type { AuditedField, AuditedSubject, FieldGroup, SubjectGroup } from "./audit-event.js";

/** A field's place in the graph, by names alone: an index or an argument could carry a value. */
const PATH = /^[A-Za-z_]\w{0,79}(\.[A-Za-z_]\w{0,79}){0,31}$/;

/** Puts customers of whom the same was shown together. Throws AuditRejected for an id that is not ours or a path that is none. */
export function toSubjectGroups(subjects: readonly AuditedSubject[]): readonly SubjectGroup[] {
  const groups = new Map<
    string,
    { readonly customerIds: string[]; readonly group: Omit<SubjectGroup, "customerIds"> }
  >();
  for (const subject of subjects) {
    if (!isCustomerId(subject.customerId)) throw new AuditRejected("subjects.customerId");
    const group = {
      basis: subject.basis,
      level: subject.level,
      outsidePortfolio: subject.outsidePortfolio,
      watched: subject.watched,
      policies: [...subject.policies],
      fields: toFieldGroups(subject.fields),
    };
    const key = JSON.stringify(group);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { customerIds: [subject.customerId], group });
    else if (!known.customerIds.includes(subject.customerId)) known.customerIds.push(subject.customerId);
  }
  return [...groups.values()].map(({ customerIds, group }) => ({ customerIds, ...group }));
}

/** One group for each class and outcome. Throws AuditRejected for a path that is none. */
export function toFieldGroups(fields: readonly AuditedField[]): readonly FieldGroup[] {
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
