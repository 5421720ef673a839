import { startGateway } from "./gateway.js";
import { readConfig } from "../platform/config.js";
import { createLog } from "../platform/log.js";
import { graphiqlForTokens } from "./graphiql.js";
import { PATHS } from "./paths.js";
import { untilStopped } from "./until-stopped.js";

/** The gateway on the sources that its configuration names. Throws ConfigError. */
export async function runServe(configPath: string | null): Promise<void> {
  const config = readConfig(configPath);
  const log = createLog({ level: config.log.level, to: "stdout" });
  const graphiql = config.server.graphiql ? graphiqlForTokens(PATHS) : null;
  const gateway = await startGateway(config, PATHS, log, graphiql);
  log.info({ url: gateway.url }, "listening");
  await untilStopped(() => gateway.stop());
  log.info({}, "stopped");
}
