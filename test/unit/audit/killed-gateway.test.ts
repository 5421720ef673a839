import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../../../sandbox/main.js";
import { killGateway } from "../../support/audit/kill-gateway.js";
import { temporaryFolder } from "../../support/audit/temporary-folder.js";
import { buildProgram } from "../../support/program.js";

/** `npm run test:kill` asks for 200. */
const KILLS = Number(process.env["AUDIT_KILLS"] ?? 5);

describe("a gateway that is killed while it answers", () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    buildProgram();
    sandbox = await startSandbox({ latency: "none", size: 100 });
  }, 240_000);
  afterAll(() => sandbox.stop());

  it(
    `${KILLS} times at random points has every answer that anybody holds on record, in a chain that is whole`,
    { timeout: 60_000 + KILLS * 30_000 },
    async () => {
      const counts = await killGateway(sandbox, temporaryFolder(), KILLS);
      expect(counts).toMatchObject({ missing: 0, verdict: "WHOLE" });
      expect(counts.answered).toBeGreaterThanOrEqual(KILLS);
      expect(counts.events).toBeGreaterThanOrEqual(counts.answered);
      if (process.env["AUDIT_KILLS"] !== undefined) process.stdout.write(`${JSON.stringify(counts)}\n`);
    },
  );
});
