import { parse } from "yaml";
import type { z } from "zod";
import { readTextFile, TextUnreadable } from "../../platform/text-file.js";
import { decideTightenings } from "./combination.rule.js";
import { MaskSet } from "./mask-set.js";
import { maskSettingsSchema, type MaskSettings } from "./mask-settings.js";
import { MaskSettingsError, type SettingsProblem } from "./mask-settings-error.js";

/** A hand-written table of a dozen lines: a larger file is a mistake, and not read to its end. */
const LARGEST_BYTES = 64 * 1024;

/** Reads mask settings and compiles them. Throws MaskSettingsError with every problem by its path; then nothing is changed. */
export function readMaskSet(file: string): MaskSet {
  let text: string;
  try {
    text = readTextFile(file, "(file)", LARGEST_BYTES);
  } catch (error) {
    if (!(error instanceof TextUnreadable)) throw error;
    throw new MaskSettingsError([{ path: error.file, reason: error.why }]);
  }
  return toMaskSet(text);
}

/** The same from the file's text, in YAML. */
export function toMaskSet(text: string): MaskSet {
  const checked = maskSettingsSchema.safeParse(toData(text));
  if (!checked.success) throw new MaskSettingsError(checked.error.issues.map((issue) => toProblem(issue, [])));
  refuseRebuilding(checked.data);
  return new MaskSet(checked.data);
}

function toData(text: string): unknown {
  if (text.length > LARGEST_BYTES) throw new MaskSettingsError([{ path: "(file)", reason: "it is too large" }]);
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch {
    throw new MaskSettingsError([{ path: "(file)", reason: "it is not YAML" }]);
  }
}

/** Where a setting may have several forms, the problem is told of the form that it comes nearest to. */
function toProblem(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): SettingsProblem {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union") {
    const deepest = issue.errors.flat().reduce<z.core.$ZodIssue | null>(nearer, null);
    if (deepest !== null) return toProblem(deepest, path);
  }
  // What was received is a value of the file, and may stand there by mistake.
  return { path: path.map(String).join(".") || "(top)", reason: issue.message.replace(/, received .*/u, "") };
}

function nearer(best: z.core.$ZodIssue | null, issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (best === null) return issue;
  const depth = (each: z.core.$ZodIssue): number => each.path.length + (each.code === "invalid_type" ? 0 : 0.5);
  return depth(issue) > depth(best) ? issue : best;
}

/** Settings whose masks alone, with nothing clear beside them, already rebuild a value are refused as a whole. */
function refuseRebuilding(settings: MaskSettings): void {
  const tightenings = decideTightenings({ rendering: () => "MASKED", settings, genderShown: true });
  if (tightenings.length === 0) return;
  throw new MaskSettingsError(
    tightenings.map(({ kind, to, because }) => ({
      path: kind === "DOCUMENT_NUMBER" ? "masks.DOCUMENT_NUMBER.residentId" : `masks.${kind}`,
      reason: `must be ${to} or show less: ${because}`,
    })),
  );
}
