import type { PolicyJson } from "./cedar.js";

/** The ids of one type of entity that policies speak of by name, wherever in them it stands. */
export function entitiesNamed(type: string, policies: readonly PolicyJson[]): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    const { type: of, id } = part as { readonly type?: unknown; readonly id?: unknown };
    if (of === type && typeof id === "string") found.add(id);
    for (const inner of Object.values(part)) look(inner);
  };
  look(policies);
  return found;
}
