import { startDeadline } from "../src/platform/deadline.js";
import { ResilientCalls } from "../src/platform/resilience/resilient-calls.js";
import { EXTRA_CALLS } from "../src/platform/resilience/settings.js";
import { verdictOf } from "../src/sources/fault-verdict.js";
import { median } from "./statistics.js";

export interface CalmPath {
  /** Microseconds of CPU for one call through the whole stack, less the same call without it; medians over the rounds. */
  readonly hedgedMicros: number;
  readonly plainMicros: number;
  readonly limitedMicros: number;
}

const CALLS = 20_000;
const ROUNDS = 7;

/** What the stack costs where nothing is wrong: the same answer, at once, through the stack and past it, in turns. */
export async function measureCalmPath(): Promise<CalmPath> {
  return {
    plainMicros: await overhead({ hedged: false }),
    hedgedMicros: await overhead({ hedged: true }),
    limitedMicros: await overhead({ hedged: false, callsPerMinute: 100_000, callsPerDay: 100_000_000 }),
  };
}

async function overhead(settings: object): Promise<number> {
  const answer = { status: 200 };
  const send = () => Promise.resolve(answer);
  const calls = new ResilientCalls<{ readonly operation: string }, typeof answer>({
    settings: {
      mostInFlight: 64,
      mostWaiting: 128,
      attempts: 2,
      hedged: false,
      callsPerMinute: null,
      callsPerDay: null,
      alarmAt: 0.8,
      ...settings,
    },
    extra: EXTRA_CALLS,
    send,
    operationOf: ({ operation }) => operation,
    isRepeatable: () => true,
    judge: verdictOf,
    today: () => "2026-11-24",
    onBudgetAlarm: () => undefined,
  });
  const call = { operation: "accounts" };
  const deadline = startDeadline(600_000);
  const through = () => cpuMicros(() => calls.run(call, deadline));
  const past = () => cpuMicros(send);
  await through();
  await past();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push((await through()) - (await past()));
  deadline.release();
  return median(rounds);
}

/** CPU of one call, in microseconds. */
async function cpuMicros(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < CALLS / ROUNDS; n += 1) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (CALLS / ROUNDS);
}
