import { startSandbox, type Sandbox } from "../../sandbox/main.js";
import { untilStopped } from "./until-stopped.js";

export interface SandboxCommandOptions {
  readonly size?: number;
  readonly seed?: number;
  readonly instant: boolean;
  /** The address to listen on, and the name that others call it by. */
  readonly host?: { readonly listen: string; readonly called: string };
}

/** Where each system listens, so that a configuration can be written down. */
export const SANDBOX_PORTS: Readonly<Record<string, number>> = {
  "core-banking": 4101,
  loan: 4102,
  card: 4103,
  crm: 4104,
  "credit-bureau": 4105,
  tianyancha: 4106,
  qichacha: 4107,
  gleif: 4108,
  issuer: 4109,
  control: 4110,
};

/** The simulated bank alone, on its documented ports. */
export async function runSandbox({ instant, ...options }: SandboxCommandOptions): Promise<void> {
  const latency = instant ? "none" : "default";
  const sandbox = await startSandbox({ ...options, latency, ports: SANDBOX_PORTS });
  process.stdout.write(describe(sandbox));
  void sandbox.prepareLists();
  await untilStopped(() => sandbox.stop());
}

function describe({ systems, issuer, control }: Sandbox): string {
  const lines = Object.entries(systems).map(([name, { baseUrl }]) => `  ${name.padEnd(14)} ${baseUrl}`);
  return [
    "The sandbox bank is open:",
    ...lines,
    `  ${"issuer".padEnd(14)} ${issuer.url}  (POST /token {"persona":"RM1"})`,
    `  ${"control".padEnd(14)} ${control.url}  (faults and counters, docs/sandbox.md)`,
    "Ctrl-C closes it.\n",
  ].join("\n");
}
