import { beforeAll, describe, expect, it } from "vitest";
import { killWriter } from "../../support/audit/kill-writer.js";
import { temporaryFolder } from "../../support/audit/temporary-folder.js";
import { buildProgram } from "../../support/program.js";

/** `npm run test:kill` asks for 200. */
const KILLS = Number(process.env["AUDIT_KILLS"] ?? 20);

describe("a writer that is killed", () => {
  beforeAll(() => buildProgram(), 120_000);

  it(
    `at ${KILLS} random points has stored every event that it acknowledged, in a chain that is whole`,
    { timeout: KILLS * 15_000 },
    async () => {
      const counts = await killWriter(temporaryFolder(), KILLS);
      expect(counts).toMatchObject({ missing: 0, verdict: "WHOLE" });
      expect(counts.acknowledged).toBeGreaterThan(KILLS);
      expect(counts.events).toBeGreaterThanOrEqual(counts.acknowledged);
      expect(counts.seals).toBeGreaterThanOrEqual(Math.floor(KILLS / 2));
      if (process.env["AUDIT_KILLS"] !== undefined) process.stdout.write(`${JSON.stringify(counts)}\n`);
    },
  );
});
