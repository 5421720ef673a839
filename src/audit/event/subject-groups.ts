import { isCustomerId } from "../../domain/customer-id.js";
import { AuditRejected } from "../audit-error.js";
import type { AuditedField, AuditedSubject, FieldGroup, SubjectGroup } from "./audit-event.js";

/** A field's place in the graph, by names alone: an index or an argument could carry a value. */
const PATH = /^[A-Za-z_]\w{0,79}(\.[A-Za-z_]\w{0,79}){0,31}$/;

/** Puts customers of whom the same was shown together. Throws AuditRejected for an id that is not ours or a path that is none. */
export function toSubjectGroups(subjects: readonly AuditedSubject[]): readonly SubjectGroup[] {
  const groups = new Map<
    string,
    { readonly customerIds: Set<string>; readonly group: Omit<SubjectGroup, "customerIds"> }
  >();
  // Customers of whom the same was shown mostly come with the very same list of fields: it is read once.
  const fieldGroups = new Map<readonly AuditedField[], readonly [readonly FieldGroup[], string]>();
  for (const subject of subjects) {
    const { customerId, basis, level, outsidePortfolio, watched, policies } = subject;
    if (!isCustomerId(customerId)) throw new AuditRejected("subjects.customerId");
    let read = fieldGroups.get(subject.fields);
    if (read === undefined) {
      const made = toFieldGroups(subject.fields);
      fieldGroups.set(subject.fields, (read = [made, JSON.stringify(made)]));
    }
    const [fields, text] = read;
    const key = JSON.stringify([basis, level, outsidePortfolio, watched, policies]) + text;
    let known = groups.get(key);
    if (known === undefined) {
      const group = { basis, level, outsidePortfolio, watched, policies: [...policies], fields };
      groups.set(key, (known = { customerIds: new Set(), group }));
    }
    known.customerIds.add(customerId);
  }
  return [...groups.values()].map(({ customerIds, group }) => ({ customerIds: [...customerIds], ...group }));
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
