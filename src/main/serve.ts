import type { SubgraphName } from "../graph/subgraph-names.js";
import { startGateway } from "./gateway.js";
import { readConfig } from "../platform/config.js";
import { createLog } from "../platform/log.js";
import { graphiqlForTokens } from "./graphiql.js";
import { PATHS } from "./paths.js";
import { untilStopped } from "./until-stopped.js";

/** The gateway on the sources that its configuration names: the whole graph, or one subgraph. Throws ConfigError. */
export async function runServe(configPath: string | null, subgraph: SubgraphName | null): Promise<void> {
  const config = readConfig(configPath);
  const log = createLog({ level: config.log.level, to: "stdout" });
  // The stories that the page offers are asked of the whole graph.
  const graphiql = config.server.graphiql && subgraph === null ? graphiqlForTokens(PATHS) : null;
  const gateway = await startGateway(config, PATHS, log, graphiql, subgraph);
  log.info({ url: gateway.url, subgraph }, "listening");
  await untilStopped(() => gateway.stop());
  log.info({}, "stopped");
}
