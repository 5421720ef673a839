import type { Outcome, Unavailable } from "../domain/outcome.js";
import { SourceFault } from "../domain/source-fault.js";

/** A call's fault as an outcome, for batches in which one failure must not take the others along. */
export async function settled<T>(outcome: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await outcome;
  } catch (error) {
    if (error instanceof SourceFault) return toUnavailable(error);
    throw error;
  }
}

export function toUnavailable(fault: SourceFault): Unavailable {
  return { kind: "unavailable", source: fault.source, because: fault };
}
