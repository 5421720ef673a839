import type { Instant } from "../../domain/instant.js";
import type { SurvivorshipSettings } from "../../platform/config-survivorship.js";

const YEAR_MS = 365.25 * 86_400_000;

/** How much of the trust in a statement its age has left: less by a share each year, down to a floor. Undated is at the floor. */
export function recencyOf(
  observedAt: Instant | null,
  now: Instant,
  { lostPerYear, floor }: SurvivorshipSettings["recency"],
): number {
  if (observedAt === null) return floor;
  // A moment ahead of us is no fresher than now.
  const years = Math.max(0, now - observedAt) / YEAR_MS;
  return Math.max(floor, 1 - lostPerYear * years);
}
