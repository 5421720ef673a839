/**
 * How long the policies take to decide: a question that was asked before, one that was not, a book of fifty customers,
 * and what a full memory of answers weighs. `npm run build && node --expose-gc dist/bench/policies.js`
 */
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { CONFIDENTIALITIES, RELATIONS, type AccessFacts } from "../src/access/policy/access-facts.js";
import { PolicyEngine } from "../src/access/policy/policy-engine.js";
import { readPolicies } from "../src/access/policy/policy-folder.js";
import { ROLES } from "../src/access/policy/roles.js";
import { CHANNELS, PURPOSES } from "../src/access/vocabulary.js";

const BUILT_IN = fileURLToPath(new URL("../../src/access/policies", import.meta.url));
const COLD = 400;
const FULL = 6_000;

/** Another question for each number: none is another's in other words. */
function questionAt(index: number): AccessFacts {
  let rest = index;
  const pick = <T>(values: readonly T[]): T => {
    const value = values[rest % values.length] as T;
    rest = Math.floor(rest / values.length);
    return value;
  };
  const roles = [pick(ROLES)];
  const purpose = pick(PURPOSES.filter((each) => each !== "SELF_SERVICE"));
  const relation = pick(RELATIONS.filter((each) => each !== "SELF" && each !== "GUARDIAN"));
  return {
    caller: {
      subject: "staff:bench",
      family: "staff",
      roles,
      clearance: "C2",
      purpose,
      unit: "B1",
      unitAncestors: ["HO"],
      channel: pick(CHANNELS),
    },
    customer: { confidentiality: pick(CONFIDENTIALITIES), isMinor: pick([false, true, null]), consent: new Set() },
    relations: new Set([relation]),
    relationsKnown: true,
    businessHours: true,
    granted: [],
  };
}

/** Microseconds each, of processor time: other work on the machine does not count. */
function microseconds(times: number, ask: (index: number) => void): number {
  const before = process.cpuUsage();
  for (let index = 0; index < times; index += 1) ask(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const texts = readPolicies(BUILT_IN, BUILT_IN);
const loading = microseconds(5, () => new PolicyEngine(texts));
const engine = new PolicyEngine(texts);
microseconds(50, (index) => engine.decide(questionAt(100_000 + index)));
const cold = microseconds(COLD, (index) => engine.decide(questionAt(index)));
const asked = Array.from({ length: 200 }, (_, index) => questionAt(index));
microseconds(50_000, (index) => engine.decide(asked[index % asked.length] as AccessFacts));
const known = microseconds(200_000, (index) => engine.decide(asked[index % asked.length] as AccessFacts));

const empty = heap();
for (let index = 0; index < FULL; index += 1) engine.decide(questionAt(index));
const full = heap();

const line = (what: string, figure: string) => process.stdout.write(`${what.padEnd(52)} ${figure}\n`);
line("machine", `${cpus().length} × ${cpus()[0]?.model ?? "?"}, Node ${process.version}`);
line("load, check and parse the built-in policies", `${(loading / 1_000).toFixed(1)} ms`);
line("a question not asked before", `${cold.toFixed(0)} µs, ${(1e6 / cold).toFixed(0)}/s`);
line("a question asked before", `${known.toFixed(2)} µs, ${(1e6 / known).toFixed(0)}/s`);
line("fifty customers of a book, asked before", `${(known * 50).toFixed(0)} µs`);
line(`answers to ${FULL} questions (4096 are kept)`, `${(full - empty).toFixed(1)} MB`);
