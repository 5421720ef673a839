import type { FindResult } from "../../domain/membership.js";
import type { RequestContext } from "../context.js";
import { assertNotMasked } from "../refuse-masked.js";
import type { IdentifierInput } from "./identifier.input.js";
import { lookUpLimitReached } from "./limit-reached.js";

/**
 * Looks an exact number up, by whatever field of the graph it was given. It counts against the caller's hour whether or not
 * it finds somebody: otherwise the count would tell, and numbers could be tried out one after the other.
 */
export function lookUp(
  { session, lookUps, caller }: RequestContext,
  { type, value }: IdentifierInput,
): Promise<FindResult> {
  assertNotMasked("value", value, type);
  if (!lookUps.take(caller, 1)) throw lookUpLimitReached();
  return session.find({ type, value });
}
