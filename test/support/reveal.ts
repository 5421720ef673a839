import { Sealed } from "../../src/domain/sealed.js";
import { SourceFault } from "../../src/domain/source-fault.js";
import { unseal } from "../../src/domain/unseal.js";

/** A record as plain data: `{ sealed }` around what was sealed, `{ fault, at }` for a fault. Two seals look alike; their contents do not. */
export function reveal(value: unknown): unknown {
  if (value instanceof Sealed) return { sealed: reveal(unseal(value)) };
  if (value instanceof SourceFault) return { fault: value.code, at: value.at };
  if (Array.isArray(value)) return value.map(reveal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, reveal(each)]));
}
