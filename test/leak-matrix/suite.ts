import { expect } from "vitest";
import type { Violation } from "./judge.js";
import type { LeakWorld } from "./leak-world.js";
import type { Matrix } from "./matrix.js";

/** Whether every combination is asked, as `npm run test:leaks` does, or as many as every run of the tests can afford. */
export const EXHAUSTIVE = process.env["LEAKS"] === "exhaustive";

/** The customers who are looked at in their own right; the others are met on the way. */
export const LOOKED_AT = {
  wang: "10000001",
  li: "10000003",
  xiaoming: "10000004",
  zhao: "10000006",
  trade: "10000013",
  vip: "10000024",
} as const;

/** Each kind of violation with its places, and how often; without values. */
export function summaryOf(violations: readonly Violation[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { what, where } of violations) {
    const key = `${what} ${where.replaceAll(/\.\(?\d+\)?/gu, ".n")}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${count} × ${key}`);
}

export function expectNone(violations: readonly Violation[]): void {
  expect(summaryOf(violations)).toEqual([]);
}

/** Says at the end of a file what it has looked at. */
export function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Ends a world and then says, past what listens to the console, how much was looked at. */
export async function finish(world: LeakWorld, name: string, matrix: Matrix, size: string): Promise<void> {
  await world.stop();
  const { clear, masked, denied, nothing, checks } = matrix.tally;
  tell(
    `leak matrix, ${name}: ${size}; ${matrix.operations} operations in ${matrix.requests} requests, ${checks} checks: ` +
      `${clear} seen in clear, ${masked} masked, ${denied} denied, ${nothing} with nothing there`,
  );
}
