import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startSandbox, type Sandbox } from "../../sandbox/main.js";
import { printedGraph } from "../../src/graph/engine/printed-graph.js";
import type { SubgraphName } from "../../src/graph/subgraph-names.js";
import { SUBGRAPHS } from "../../src/graph/subgraphs.js";
import { startGateway, type Gateway } from "../../src/main/gateway.js";
import { sandboxConfig } from "../../src/main/sandbox-config.js";
import { BUILT_IN } from "./access-facts.js";
import { recordingLog, type LogLine } from "./recording-log.js";
import { startRouter, type Router } from "./router.js";
import { askingAt, post, type Answer, type Post, type World } from "./world.js";

const CONTRACTS = fileURLToPath(new URL("../../schema/upstream", import.meta.url));
const NAMES = Object.keys(SUBGRAPHS) as SubgraphName[];

/** One bank, asked both ways: through one process that serves the whole graph, and through a router over subgraphs. */
export interface FederatedWorld {
  readonly sandbox: Sandbox;
  readonly router: Router;
  readonly logged: readonly LogLine[];
  /** Somebody in front of the one process. */
  readonly asWhole: World["as"];
  /** Somebody in front of the router. */
  readonly asRouted: World["as"];
  /** Somebody who has found his way to a subgraph past the router. */
  asAt(subgraph: SubgraphName): World["as"];
  postAt(subgraph: SubgraphName, body: Post): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts them all in this process, each on its own port; the subgraphs share nothing but the files of their stores. */
export async function openFederatedWorld(): Promise<FederatedWorld> {
  const folder = mkdtempSync(join(tmpdir(), "federated-world-"));
  const sandbox = await startSandbox({ latency: "none", size: 1_000 });
  await sandbox.prepareLists();
  const { log, lines } = recordingLog();
  const start = (subgraph: SubgraphName | null): Promise<Gateway> => {
    const config = sandboxConfig(sandbox, {
      server: { deadlineMs: 20_000 },
      // The two ways are compared call by call.
      cache: { enabled: false },
      identityStore: join(folder, subgraph === null ? "whole.sqlite" : "subgraphs.sqlite"),
      grantStore: join(folder, subgraph === null ? "whole-grants.sqlite" : "subgraphs-grants.sqlite"),
      rights: {
        store: join(folder, subgraph === null ? "whole-rights.sqlite" : "subgraphs-rights.sqlite"),
        packages: join(folder, subgraph === null ? "whole-packages" : "subgraphs-packages"),
      },
    });
    return startGateway(config, { contracts: CONTRACTS, policies: BUILT_IN }, log, null, subgraph);
  };
  const whole = await start(null);
  const parts = new Map<SubgraphName, Gateway>();
  for (const name of NAMES) parts.set(name, await start(name));
  const urlOf = (name: SubgraphName): string => parts.get(name)?.url ?? "";
  const { subgraphs } = printedGraph();
  const router = await startRouter(
    NAMES.map((name) => ({ name, url: `${urlOf(name)}/graphql`, document: subgraphs[name] })),
  );
  return {
    sandbox,
    router,
    logged: lines,
    asWhole: askingAt(whole.url, sandbox),
    asRouted: askingAt(router.url, sandbox),
    asAt: (subgraph) => askingAt(urlOf(subgraph), sandbox),
    postAt: (subgraph, body) => post(urlOf(subgraph), body),
    stop: async () => {
      await router.stop();
      await Promise.all([whole, ...parts.values()].map((gateway) => gateway.stop()));
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
