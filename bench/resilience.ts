import { writeFileSync } from "node:fs";
import { linkPortfolio } from "./bank-facts.js";
import { measureCalmPath } from "./calm-path.js";
import { Child } from "./child.js";
import { Client } from "./client.js";
import { serveGateway } from "./gateway.js";
import { machine, table } from "./report.js";
import { median, quantile } from "./statistics.js";
import type { Bank } from "./upstream.js";

const HEADER = `query ($id: ID!) { customer(id: $id) { id customerNumber displayName status kind } }`;
const PAGE = `query ($id: ID!) { customer(id: $id) {
  displayName position { complete } depositAccounts { totalCount } loans { totalCount } creditCards { totalCount } } }`;

/** The core, in 40 ms; who manages the customer is asked of the CRM at the same distance. */
const SLOWEST_FOR_HEADER_MS = 40;
const OURS_MS = 40;
const DEADLINE_MS = 800;
const LATE_MS = 20;

const upstream = new Child("./upstream.js", { args: ["default"] });
const bank = await upstream.message<Bank>();
// Without a gateway there is nothing to measure, and the bank must not keep the process waiting.
const gateway = await serveGateway(bank, { deadlineMs: DEADLINE_MS }).catch(async (error: unknown) => {
  await upstream.stop();
  throw error;
});
const manager = new Client(gateway.url, bank.tokens.RM1, "RELATIONSHIP_MANAGEMENT");
try {
  const borrowers = (await linkPortfolio(manager, 4)).filter(({ records }) => "loan" in records).map(({ id }) => id);
  const [warm = "", ...ids] = borrowers;
  // The first operation of each kind is compiled, and a token fetched: that is a start, and no figure of a page.
  for (let n = 0; n < 10; n += 1) await manager.time({ query: HEADER, variables: { id: warm } });
  const header: number[] = [];
  for (const id of ids.slice(0, 40)) header.push(await manager.time({ query: HEADER, variables: { id } }));
  await manager.time({ query: PAGE, variables: { id: warm } });
  await setFaults({ hang: true });
  const hanging: number[] = [];
  for (const id of ids.slice(0, 20)) hanging.push(await manager.time({ query: PAGE, variables: { id } }));
  await setFaults({});
  writeResults(header, hanging, await measureCalmPath());
} finally {
  await manager.close();
  await gateway.stop();
  await upstream.stop();
}

async function setFaults(faults: object): Promise<void> {
  const answer = await fetch(`${bank.controlUrl}/systems/loan/faults`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(faults),
  });
  if (answer.status !== 204) throw new Error(`the sandbox did not take the faults: ${answer.status}`);
}

function writeResults(
  header: readonly number[],
  hanging: readonly number[],
  calm: Awaited<ReturnType<typeof measureCalmPath>>,
): void {
  const on = machine();
  const row = (what: string, values: readonly number[], limit: number) => [
    what,
    String(values.length),
    median(values).toFixed(0),
    quantile(values, 0.95).toFixed(0),
    `${limit} ${median(values) <= limit ? "kept" : "MISSED"}`,
  ];
  const lines = [
    `# Measured ${on.at.slice(0, 16).replace("T", " ")} UTC: resilience`,
    "",
    `${on.cpu}, ${on.cores} cores, ${on.memoryGb} GB; Node ${on.node}; commit ${on.commit}.`,
    "",
    "Other work ran on the machine at the same time. One request at a time, the bank's own delays, nothing cached.",
    "",
    ...table(
      ["operation", "requests", "p50 ms", "p95 ms", "promised p50"],
      [
        row("cold header: slowest required source 40 ms, and 40 ms", header, SLOWEST_FOR_HEADER_MS + OURS_MS),
        row(`page with a hanging loan system: deadline ${DEADLINE_MS} ms, and 20 ms`, hanging, DEADLINE_MS + LATE_MS),
      ],
    ),
    "",
    "## What the stack costs where nothing is wrong",
    "",
    "CPU of one call through deadline, bulkhead, token bucket, circuit, retry, hedge and timing, less the same call past",
    "them; the connection pool and the contract are in neither.",
    "",
    ...table(
      ["call", "µs"],
      [
        ["plain", calm.plainMicros.toFixed(1)],
        ["with a timer for a second request", calm.hedgedMicros.toFixed(1)],
        ["with a limit by the minute and by the day", calm.limitedMicros.toFixed(1)],
      ],
    ),
  ];
  const file = new URL(`../../bench/results/${on.at.slice(0, 10)}-resilience`, import.meta.url).pathname;
  writeFileSync(`${file}.json`, `${JSON.stringify({ machine: on, header, hanging, calm }, null, 2)}\n`);
  writeFileSync(`${file}.md`, `${lines.join("\n")}\n`);
  process.stdout.write(`${lines.join("\n")}\n`);
}
