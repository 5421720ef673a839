import { expect } from "vitest";
import type { ChaosWorld } from "./chaos-world.js";
import { judge } from "./judgement.js";
import { myPage } from "./pages.js";
import type { RowResult } from "./run-row.js";

/** Ends the gateway while sources are being asked, and starts it again on the same identity store. */
export async function killInMidRequest(world: ChaosWorld): Promise<RowResult> {
  const { sandbox, gateway, visitors } = world;
  const people = visitors.get(myPage) ?? [];
  await world.forgotten();
  sandbox.control.resetCounters();
  sandbox.control.setFaults("loan", { hang: true });
  const asking = people.map(({ ask }) => ask().catch((error: unknown) => error));
  await expect.poll(() => sandbox.control.counters()["loan"]?.inFlight, { interval: 5 }).toBeGreaterThan(0);
  const startedAt = performance.now();
  await gateway.kill();
  await Promise.all(asking);
  await expect.poll(() => sandbox.control.counters()["loan"]?.inFlight).toBe(0);
  sandbox.control.clearFaults("loan");
  gateway.restart();
  await gateway.ready();
  const answers = await Promise.all(people.map(async ({ ask, whole }) => ({ answer: await ask(), whole })));
  const well = { faulty: [], codes: [], isTotal: false };
  return {
    fault: "gateway killed in mid-request",
    pages: people.length,
    answeredInMs: 0,
    wrong: answers.flatMap(({ answer, whole }) => judge(myPage, answer, whole, well).wrong),
    unnamed: [],
    calls: 0,
    recoveredInMs: performance.now() - startedAt,
  };
}
