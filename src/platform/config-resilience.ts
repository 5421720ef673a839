import { z } from "zod";

export const httpAddress = z.url({ protocol: /^https?$/ }).describe("An http or https address.");

/** What one bank's contract with a source says otherwise than the source's own facts. */
export const resilience = z
  .strictObject({
    /** Calls that may wait for one under way to end. */
    mostWaiting: z.int().min(0).max(1_000).optional(),
    attempts: z.int().min(1).max(3).optional(),
    hedged: z.boolean().optional(),
    callsPerMinute: z.int().min(1).max(100_000).optional(),
    callsPerDay: z.int().min(1).max(100_000_000).optional(),
    /** The share of the day's calls at which the alarm is given. */
    alarmAt: z.number().gt(0).max(1).optional(),
  })
  .optional();

/** Retries and second requests together: beyond a fifth they would feed the trouble that they are to survive. */
const MOST_EXTRA = 0.2;

/** A name that no part of the call itself uses. */
const headerName = z.string().regex(/^x-[a-z0-9]+(-[a-z0-9]+)*$/, "a lower-case header name that begins with x-");

export const extraCalls = z
  .strictObject({
    /** Retries, as a share of the calls. */
    retryShare: z.number().min(0).max(MOST_EXTRA).default(0.1),
    /** Second requests where the first is late, as a share of the calls. */
    hedgeShare: z.number().min(0).max(MOST_EXTRA).default(0.05),
    /** Tells each upstream how many milliseconds we shall wait for it. */
    deadlineHeader: headerName.default("x-request-deadline-ms"),
  })
  .refine(({ retryShare, hedgeShare }) => retryShare + hedgeShare <= MOST_EXTRA + 1e-9, {
    message: `retryShare and hedgeShare together are at most ${MOST_EXTRA}`,
  })
  .prefault({});

const part = z.strictObject({
  /** It stands behind the source's name wherever something is missing: "core-banking/ningbo". */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, "a short lower-case name"),
  baseUrl: httpAddress,
  /** How the keys of its customers begin. */
  keyPrefixes: z.array(z.string().min(1).max(64)).max(10_000),
});

export const sourceParts = z.array(part).min(2).max(64).check(areDistinct).optional();

/** One address or several parts, never both and never neither: a call must have one way to go. */
export function hasOneAddress(source: object): boolean {
  const { baseUrl, parts } = source as { readonly baseUrl?: string; readonly parts?: readonly unknown[] };
  return (baseUrl === undefined) !== (parts === undefined);
}

function areDistinct({ value, issues }: z.core.ParsePayload<z.infer<typeof part>[]>): void {
  const names = new Set<string>();
  const prefixes = new Set<string>();
  for (const [index, { name, keyPrefixes }] of value.entries()) {
    const add = (path: (string | number)[], message: string): void => {
      issues.push({ code: "custom", path: [index, ...path], message, input: value });
    };
    if (names.has(name)) add(["name"], "another part has this name");
    names.add(name);
    for (const [at, prefix] of keyPrefixes.entries()) {
      if (prefixes.has(prefix)) add(["keyPrefixes", at], "another part has this prefix");
      prefixes.add(prefix);
    }
  }
}
