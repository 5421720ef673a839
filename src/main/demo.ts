import { readFileSync } from "node:fs";
import { createBank } from "../../sandbox/bank/create-bank.js";
import { startSandbox, type Sandbox } from "../../sandbox/main.js";
import { createLog } from "../platform/log.js";
import type { GraphiqlParts } from "../server/graphiql-routes.js";
import { ask } from "./ask.js";
import { faultsOf } from "./demo-check.js";
import { printPage, type DemoPage } from "./demo-page.js";
import { findCustomer } from "./find-customer.js";
import { startGateway, type Gateway } from "./gateway.js";
import { graphiqlForSandbox } from "./graphiql.js";
import { PATHS } from "./paths.js";
import { sandboxConfig } from "./sandbox-config.js";
import { untilStopped } from "./until-stopped.js";

export interface DemoOptions {
  readonly once: boolean;
  /** Null for the usual port, or a free one where that is taken. */
  readonly port: number | null;
}

const USUAL_PORT = 4000;
const SEED = 20_260_630;
const SIZE = 100_000;
const WANG = { customerNumber: "10000001", manager: "RM1", purpose: "RELATIONSHIP_MANAGEMENT" } as const;

/** The sandbox bank and a gateway on it; one real question, its answer checked against the bank's books, then open house. */
export async function runDemo({ once, port }: DemoOptions): Promise<void> {
  const sandbox = await startSandbox({ seed: SEED, size: SIZE });
  const graphiql = graphiqlForSandbox(sandbox, PATHS);
  const gateway = await openGateway(sandbox, port, graphiql);
  const stop = async (): Promise<void> => {
    await gateway.stop();
    await sandbox.stop();
  };
  try {
    await graphiql.meetCustomers(gateway.url);
    const isGood = await showWang(gateway, sandbox);
    if (once) process.exitCode = isGood ? 0 : 1;
    else {
      process.stdout.write(invitation(gateway, sandbox));
      void sandbox.prepareLists();
      await untilStopped(() => Promise.resolve());
    }
  } finally {
    await stop();
  }
}

async function openGateway(sandbox: Sandbox, port: number | null, graphiql: GraphiqlParts): Promise<Gateway> {
  const log = createLog({ level: "warn", to: "stderr" });
  const startAt = (each: number) =>
    startGateway(sandboxConfig(sandbox, { server: { port: each } }), PATHS, log, graphiql);
  try {
    return await startAt(port ?? USUAL_PORT);
  } catch (error) {
    if (port !== null || (error as { code?: string }).code !== "EADDRINUSE") throw error;
    process.stdout.write(`Port ${USUAL_PORT} is taken, so the gateway takes a free one.\n`);
    return startAt(0);
  }
}

async function showWang(gateway: Gateway, sandbox: Sandbox): Promise<boolean> {
  const token = sandbox.tokenFor(WANG.manager);
  const { purpose } = WANG;
  const identifier = { type: "CIF", value: WANG.customerNumber };
  const id = await findCustomer(gateway.url, { token, purpose, identifier });
  const query = readFileSync(`${PATHS.stories}/03-customer-360.graphql`, "utf8");
  const startedAt = performance.now();
  const page = await ask<DemoPage>(gateway.url, { token, purpose, query, variables: { id } });
  process.stdout.write(
    `\nThe 360 page of 王建国, as his relationship manager RM1 sees it, live from the sandbox bank:\n\n`,
  );
  process.stdout.write(`${printPage(page, performance.now() - startedAt)}\n\n`);
  const books = createBank({ seed: SEED, size: SIZE }).byCif(WANG.customerNumber);
  const faults = books === null ? ["the sandbox bank does not know him"] : faultsOf(page, books);
  for (const fault of faults) process.stdout.write(`  WRONG: ${fault}\n`);
  if (faults.length === 0) process.stdout.write("  Every figure agrees with the bank's own books.\n");
  return faults.length === 0;
}

function invitation(gateway: Gateway, sandbox: Sandbox): string {
  const tokens = sandbox
    .personas()
    .map(
      ({ id, title, purposes }) =>
        `  ${id.padEnd(7)} ${title} (${purposes.join(", ")})\n          ${sandbox.tokenFor(id)}`,
    );
  return [
    "",
    `GraphiQL:  ${gateway.url}/graphiql/   (pick a persona at the top)`,
    `GraphQL:   ${gateway.url}/graphql    (Authorization: Bearer <token>, x-purpose: <PURPOSE>)`,
    `Sandbox:   ${sandbox.control.url}   (faults and counters, docs/sandbox.md)`,
    "",
    "A token per persona, good for eight hours of the bank's clock:",
    ...tokens,
    "",
    "Ctrl-C stops everything.\n",
  ].join("\n");
}
