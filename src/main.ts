import "reflect-metadata";
import { parseArgs } from "node:util";
import { SUBGRAPH_NAMES, type SubgraphName } from "./graph/subgraph-names.js";
import { ConfigError } from "./platform/config.js";

const HELP = `customer-graph — one customer graph for a bank

Usage: customer-graph <command> [options]

  demo       A sandbox bank and a gateway on it; asks one 360 page, prints it, and stays up.
    --once           Exit after the answer, with status 1 if any part of it is wrong or missing.
    --port <n>       The gateway's port. Default 4000; 0 takes a free one.

  serve      The gateway on real sources.
    --config <file>  Its configuration, YAML. Environment variables C360__a__b=… override a.b.
    --subgraph <name>  Only this part of the graph, as a Federation 2 subgraph for a router:
                     ${SUBGRAPH_NAMES.join(", ")}.

  identity ingest  Reads what the sources hold of customers into the identity index, or goes on where
                   it was interrupted; then what has changed. Prints its progress and a report.
    --config <file>  As for serve.
    --restart        Lists everything anew.

  sandbox    The simulated bank alone: eight systems, an identity provider and a control endpoint.
    --size <n>       Generated customers beside the named ones, up to 10000000. Default 100000.
    --seed <n>       Another bank of the same kind.
    --no-latency     Every system answers at once.
    --listen <addr>  Listen there instead of on 127.0.0.1; with
    --called <name>  the name that others call it by.

  policy check   Compares access policies with the decisions that they are meant to take.
    --policies <dir> The folder of *.cedar files. Default: the policies that come with the product.
    --table <file>   The expected decisions, YAML. Default: those of the product's policies.
  audit      The record of who saw what. Exit status 0: whole; 1: tampered; 3: nothing to check.
    verify           Checks the trail of --config, --store or --export with public keys alone.
      --export <file>      An export instead of a store.
      --public-key <file>  The keys to trust, PEM; several after a rotation.
      --published <file>   The seals that were published, to be held against the trail's.
      --proof-only         Leave out whether the index says what the events say.
    export           Whole seals and their events, NDJSON; --out <file>, or standard output.
    prove <id>       That one event is in the trail, as JSON for a third party.
    check-proof <file>
    setup            Makes the tables and the gateway's role in PostgreSQL, as its owner.
    retention        Removes the months whose time is over, as the owner.
      --since, --until <moment>  The range of verify and export, by whole seals.
      --store <file>  An SQLite trail, instead of the configuration's.

  --help     This text.

Guides: README.md, docs/sandbox.md, docs/audit.md.
`;

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: "string" },
      export: { type: "string" },
      help: { type: "boolean", short: "h" },
      called: { type: "string" },
      listen: { type: "string" },
      "no-latency": { type: "boolean" },
      once: { type: "boolean" },
      policies: { type: "string" },
      out: { type: "string" },
      port: { type: "string" },
      restart: { type: "boolean" },
      "proof-only": { type: "boolean" },
      "public-key": { type: "string" },
      published: { type: "string" },
      seed: { type: "string" },
      since: { type: "string" },
      size: { type: "string" },
      store: { type: "string" },
      subgraph: { type: "string" },
      table: { type: "string" },
      until: { type: "string" },
    },
  });
  const [command, verb] = positionals;
  // Each command loads what it needs itself: a gateway has no use for a simulated bank.
  if (values.help === true || command === undefined) process.stdout.write(HELP);
  else if (command === "demo")
    await (
      await import("./main/demo.js")
    ).runDemo({ once: values.once === true, port: toNumber(values.port, "port", 65_535) });
  else if (command === "serve")
    await (await import("./main/serve.js")).runServe(values.config ?? null, toSubgraph(values.subgraph));
  else if (command === "identity" && verb === "ingest")
    await (
      await import("./main/identity-ingest.js")
    ).runIdentityIngest(values.config ?? null, { restart: values.restart === true });
  else if (command === "policy" && verb === "check")
    await (
      await import("./main/policy-check.js")
    ).runPolicyCheck({ policies: values.policies ?? null, table: values.table ?? null });
  else if (command === "sandbox") {
    const size = toNumber(values.size, "size", 10_000_000);
    const seed = toNumber(values.seed, "seed", Number.MAX_SAFE_INTEGER);
    const { listen, called = listen } = values;
    const { runSandbox } = await import("./main/sandbox.js");
    await runSandbox({
      instant: values["no-latency"] === true,
      ...(size !== null && { size }),
      ...(seed !== null && { seed }),
      ...(listen !== undefined && called !== undefined && { host: { listen, called } }),
    });
  } else if (command === "audit") {
    const { runAudit } = await import("./main/audit/run-audit.js");
    const { config = null, store, out, published, since, until } = values;
    const [, what, of] = positionals;
    const files = { store, out, published, export: values.export, publicKey: values["public-key"] };
    process.exitCode = await runAudit({
      what,
      of,
      config,
      since,
      until,
      ...files,
      proofOnly: values["proof-only"] === true,
    });
  } else throw new UsageError(`there is no command of that name; see --help`);
}

class UsageError extends Error {}

function toSubgraph(text: string | undefined): SubgraphName | null {
  if (text === undefined) return null;
  const name = SUBGRAPH_NAMES.find((each) => each === text);
  if (name === undefined) throw new UsageError(`--subgraph takes one of ${SUBGRAPH_NAMES.join(", ")}`);
  return name;
}

function toNumber(text: string | undefined, name: string, most: number): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > most) throw new UsageError(`--${name} takes 0 to ${most}`);
  return number;
}

/** One clear sentence for what the user can mend; the stack for what only we can. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = "", address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === "EADDRINUSE")
    return `${address ?? ""}:${port ?? ""} is taken: stop what listens there, or choose another port.`;
  const isForUser =
    error instanceof UsageError ||
    error instanceof ConfigError ||
    error.name === "AuditUsageError" ||
    code.startsWith("ERR_PARSE_ARGS");
  return isForUser ? error.message : (error.stack ?? error.message);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 2;
}
