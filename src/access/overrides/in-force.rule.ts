import type { Attribute } from "../../domain/attribute.js";
import type { Instant } from "../../domain/instant.js";
import type { ChosenEvent, OverrideEvent } from "./override.js";

/**
 * What is in force at a moment: of each attribute the last decision, unless it took the one before back or its time is
 * over. An earlier choice does not come to life again when a later one ends.
 */
export function overridesInForce(events: readonly OverrideEvent[], now: Instant): ReadonlyMap<Attribute, ChosenEvent> {
  const last = new Map<Attribute, OverrideEvent>();
  for (const event of events) last.set(event.attribute, event);
  const inForce = [...last.values()].filter(
    (event): event is ChosenEvent => event.kind === "CHOSEN" && event.expiresAt > now,
  );
  return new Map(inForce.map((event) => [event.attribute, event]));
}
