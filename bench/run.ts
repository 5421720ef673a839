import { parseArgs } from "node:util";
import { measureWithoutDelay } from "./no-delay.js";
import { writeResults } from "./report.js";
import { measureWithDelays } from "./with-delays.js";

const HELP = `npm run bench -- [options]

  --what <name>      The result's name: bench/results/<date>-<name>.md. Default "figures".
  --rounds <n>       Turns of gateway and limit. Default 3.
  --only <part>      "delays" or "capacity"; both by default.
  --profile <dir>    Take a CPU profile of the gateway during capacity; its figures are then not to be quoted.

Everything listens on 127.0.0.1; only what this command has started is ended by it. Takes about two minutes.
`;

const { values } = parseArgs({
  options: {
    help: { type: "boolean" },
    only: { type: "string" },
    profile: { type: "string" },
    rounds: { type: "string", default: "3" },
    what: { type: "string", default: "figures" },
  },
});
if (values.help === true) process.stdout.write(HELP);
else {
  const rounds = Number(values.rounds);
  const withDelays = values.only === "capacity" ? null : await measureWithDelays();
  const withoutDelay = values.only === "delays" ? null : await measureWithoutDelay(rounds, values.profile ?? null);
  process.stdout.write(`${writeResults({ withDelays, withoutDelay, rounds }, values.what)}\n`);
}
