import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEADLINE_MS, type ChaosWorld } from "./chaos-world.js";
import { killInMidRequest } from "./kill.js";
import type { ChaosRow } from "./rows.js";
import { runRow, type Load, type RowResult } from "./run-row.js";
import { printTable } from "./table.js";

/** What a busy machine may add: the table says how long it really took. */
const SLACK_MS = 2_500;
const MOST_CALLS = 1.2;
/** What a row may leave behind: counters and windows, and nothing that grows with the calls. */
const MOST_GROWTH_MB = 24;

export interface ChaosSuite {
  readonly title: string;
  readonly rows: readonly ChaosRow[];
  readonly load: Load;
  readonly open: () => Promise<ChaosWorld>;
}

/** The same suite, long or short. */
export function chaosSuite({ title, rows, load, open }: ChaosSuite): void {
  describe(title, () => {
    let world: ChaosWorld;
    let heldAtFirst: number;
    const results: RowResult[] = [];

    beforeAll(async () => {
      world = await open();
      heldAtFirst = await world.gateway.heldMb();
    }, 120_000);
    afterAll(async () => {
      printTable(results, DEADLINE_MS);
      // Undefined when it could not be opened: then it has closed itself.
      await (world as ChaosWorld | undefined)?.stop();
    });

    it.each(rows.map((row) => [row.fault, row] as const))(
      "%s: pages come in time, right, and named where they are not whole",
      async (_, row) => {
        const result = await runRow(world, row, load);
        results.push(result);

        expect(result.wrong).toEqual([]);
        expect(result.unnamed).toEqual([]);
        expect(result.calls).toBeLessThanOrEqual(MOST_CALLS);
        expect(result.recoveredInMs).not.toBeNull();
        expect(result.answeredInMs).toBeLessThan(DEADLINE_MS + SLACK_MS);
      },
      120_000,
    );

    it("memory stays as it was", async () => {
      const heldNow = await world.gateway.heldMb();

      expect(heldNow - heldAtFirst).toBeLessThan(MOST_GROWTH_MB);
    });

    it("a gateway that is killed in mid-request leaves nothing behind, and the next one answers", async () => {
      const result = await killInMidRequest(world);
      results.push(result);

      expect(result.wrong).toEqual([]);
      expect(result.recoveredInMs).not.toBeNull();
    }, 60_000);
  });
}
