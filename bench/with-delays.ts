import { readFileSync } from "node:fs";
import { linkPortfolio, residentNumbers } from "./bank-facts.js";
import { Child } from "./child.js";
import { Client } from "./client.js";
import { serveGateway } from "./gateway.js";
import { median, quantile } from "./statistics.js";
import type { Bank } from "./upstream.js";

export interface Times {
  readonly what: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  /** Milliseconds that the median may take; null where nothing is promised. */
  readonly limitMs: number | null;
}

export interface WithDelays {
  readonly startToReadyMs: readonly number[];
  /** What a start costs, whatever else the machine does. */
  readonly startCpuMs: readonly number[];
  readonly times: readonly Times[];
}

const STORIES = new URL("../../schema/operations/stories/", import.meta.url);
const CUSTOMERS = 25;
/** The slowest source that story 3 asks is the loan system with 150 ms; 60 ms are ours. */
const STORY_3_LIMIT_MS = 210;

/** The stories as the bank's own slowness lets them be, one request at a time; nothing is cached, so each one is cold. */
export async function measureWithDelays(): Promise<WithDelays> {
  const upstream = new Child("./upstream.js", { args: ["default"] });
  try {
    const bank = await upstream.message<Bank>();
    const startToReadyMs: number[] = [];
    const startCpuMs: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const gateway = await serveGateway(bank);
      startToReadyMs.push(gateway.readyAfterMs);
      startCpuMs.push((await gateway.read()).cpuMs);
      await gateway.stop();
    }
    return { startToReadyMs, startCpuMs, times: await timeStories(bank) };
  } finally {
    await upstream.stop();
  }
}

async function timeStories(bank: Bank): Promise<Times[]> {
  const gateway = await serveGateway(bank);
  const manager = new Client(gateway.url, bank.tokens.RM1, "RELATIONSHIP_MANAGEMENT");
  const teller = new Client(gateway.url, bank.tokens.T1, "COUNTER_SERVICE");
  try {
    const page = story("03-customer-360");
    // Only those who borrow: for the others the slowest source need not be asked.
    const borrowers = (await linkPortfolio(manager, 4)).filter(({ records }) => "loan" in records);
    const ids = borrowers.slice(0, CUSTOMERS).map(({ id }) => id);
    const pages = await each(ids, (id) => manager.time({ query: page, variables: { id } }));
    const lookup = story("01-counter-lookup");
    const look = (doc: string) => teller.time({ query: lookup, variables: { doc } });
    const documents = await residentNumbers(bank, "RM2", CUSTOMERS);
    const first = await each(documents, look);
    // In turns, so that whatever else the machine does falls on all three alike.
    const turns = { found: [] as number[], unknown: [] as number[], mistyped: [] as number[] };
    for (const [index, document] of documents.entries()) {
      turns.found.push(await look(document));
      turns.unknown.push(await look(unknownNumber(index)));
      turns.mistyped.push(await look(mistyped(document)));
    }
    return [
      toTimes("story 3, the 360 page: the very first in the process", pages.slice(0, 1), null),
      toTimes("story 3, the 360 page: another borrower each time", pages.slice(1), STORY_3_LIMIT_MS),
      toTimes("story 1, counter: customer never looked up before", first, null),
      toTimes("story 1, counter: customer known", turns.found, null),
      toTimes("story 1, counter: nobody has the number", turns.unknown, null),
      toTimes("story 1, counter: wrong check digit", turns.mistyped, null),
    ];
  } finally {
    await Promise.all([manager.close(), teller.close()]);
    await gateway.stop();
  }
}

function story(file: string): string {
  return readFileSync(new URL(`${file}.graphql`, STORIES), "utf8");
}

async function each<T>(items: readonly T[], time: (item: T) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) times.push(await time(item));
  return times;
}

function toTimes(what: string, values: readonly number[], limitMs: number | null): Times {
  return { what, count: values.length, p50: median(values), p95: quantile(values, 0.95), limitMs };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A well-formed resident number of nobody: the fictional region 99, a day long before anybody in the bank. */
function unknownNumber(index: number): string {
  const body = `9901011890010${String(index + 1).padStart(4, "0")}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  return body + "10X98765432".charAt(sum % 11);
}

function mistyped(document: string): string {
  return document.slice(0, 17) + (document.endsWith("1") ? "2" : "1");
}
