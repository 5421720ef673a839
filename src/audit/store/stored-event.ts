import { hash } from "node:crypto";
import type { AuditEvent, FieldGroup } from "../event/audit-event.js";
import { canonicalJson } from "../event/canonical.js";

/** An event that has its place in a chain, ready to be stored. */
export interface ChainedEvent {
  readonly event: AuditEvent;
  readonly canonical: string;
  readonly hash: string;
  /** The month, `YYYY-MM`, that it is kept and removed with. */
  readonly period: string;
  readonly recordedAt: number;
}

export interface SubjectRow {
  readonly customerId: string;
  readonly shape: string;
  readonly outside: 0 | 1;
}

export interface ShapeRows {
  readonly shape: string;
  readonly fields: readonly FieldGroup[];
}

/** What an event is found by. Taken from the event, and checked against it when the trail is verified. */
export interface EventIndex {
  readonly subjects: readonly SubjectRow[];
  readonly shapes: readonly ShapeRows[];
  readonly outside: 0 | 1;
}

export function indexOf(event: AuditEvent): EventIndex {
  const shapes = new Map<string, ShapeRows>();
  const subjects = new Map<string, SubjectRow>();
  for (const group of event.subjects) {
    const shape = shapeOf(group.fields);
    shapes.set(shape, { shape, fields: group.fields });
    for (const customerId of group.customerIds) {
      const key = `${customerId} ${shape}`;
      const isOutside = group.outsidePortfolio || subjects.get(key)?.outside === 1;
      subjects.set(key, { customerId, shape, outside: isOutside ? 1 : 0 });
    }
  }
  return {
    subjects: [...subjects.values()],
    shapes: [...shapes.values()],
    outside: event.subjects.some(({ outsidePortfolio }) => outsidePortfolio) ? 1 : 0,
  };
}

/** Lists of fields that were named before: few, and each is asked for again and again; most come as the very same object. */
const known = new WeakMap<readonly FieldGroup[], string>();
const names = new Map<string, string>();
const MOST_NAMES = 10_000;

/** Names a list of fields by its contents: two gateways name the same list alike without asking each other. */
function shapeOf(fields: readonly FieldGroup[]): string {
  let name = known.get(fields);
  if (name === undefined) known.set(fields, (name = nameOf(fields)));
  return name;
}

function nameOf(fields: readonly FieldGroup[]): string {
  const text = JSON.stringify(fields);
  let name = names.get(text);
  if (name === undefined) {
    name = hash("sha256", canonicalJson(fields), "base64url").slice(0, 24);
    // A caller may think up ever new ones.
    if (names.size >= MOST_NAMES) names.clear();
    names.set(text, name);
  }
  return name;
}
