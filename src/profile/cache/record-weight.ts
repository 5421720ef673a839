import { Sealed } from "../../domain/sealed.js";
import { SourceFault } from "../../domain/source-fault.js";
import { unseal } from "../../domain/unseal.js";

export interface RecordWeight {
  /** What it takes in memory, roughly and rather more than less. */
  readonly bytes: number;
  /**
   * Whole; with something in it that the source wrote unreadably; or with something missing because a call failed, which is
   * a failure and never kept.
   */
  readonly condition: "whole" | "partial" | "failed";
}

const POINTER = 8;
const OBJECT = 40;
const FAULT = 1_024;

/** Weighs a record, and freezes it: from here on many requests share it. */
export function weigh(value: unknown): RecordWeight {
  const scale = { bytes: 0, condition: "whole" as RecordWeight["condition"] };
  put(value, scale);
  return scale;
}

function put(value: unknown, scale: { bytes: number; condition: RecordWeight["condition"] }): void {
  scale.bytes += POINTER;
  if (typeof value === "string") scale.bytes += 24 + 2 * value.length;
  else if (typeof value !== "object" || value === null) scale.bytes += POINTER;
  else if (value instanceof Sealed) {
    scale.bytes += OBJECT;
    put(unseal(value), scale);
  } else if (value instanceof SourceFault) {
    scale.bytes += FAULT;
    if (value.part !== null || value.code !== "SOURCE_MALFORMED") scale.condition = "failed";
    else if (scale.condition === "whole") scale.condition = "partial";
  } else {
    scale.bytes += OBJECT;
    for (const each of Object.values(value)) put(each, scale);
    Object.freeze(value);
  }
}
