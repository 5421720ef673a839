import { callsOf, type ChaosWorld, type Visitor } from "./chaos-world.js";
import { judge, type Expected } from "./judgement.js";
import type { ChaosRow } from "./rows.js";

/** What one row of the table came to. */
export interface RowResult {
  readonly fault: string;
  readonly pages: number;
  /** The slowest page, in milliseconds. */
  readonly answeredInMs: number;
  readonly wrong: readonly string[];
  readonly unnamed: readonly string[];
  /** Upstream calls over the calm figure, of the system that got most of them. */
  readonly calls: number;
  /** Until every page was whole again; null when it never was. */
  readonly recoveredInMs: number | null;
}

export interface Load {
  readonly pages: number;
  readonly atOnce: number;
}

const RECOVERY_LIMIT_MS = 15_000;

/** Breaks something, asks pages under load, mends it, and waits until all is well. */
export async function runRow(world: ChaosWorld, row: ChaosRow, load: Load): Promise<RowResult> {
  const visitors = world.visitors.get(row.page) ?? [];
  await world.forgotten();
  world.sandbox.control.resetCounters();
  await row.begin(world);
  const answered = await askAll(visitors, load);
  const calls = mostCalls(world, row, load.pages);
  await row.end(world);
  const judged = answered.map(({ visitor, answer }) => judge(row.page, answer, visitor.whole, row));
  return {
    fault: row.fault,
    pages: load.pages,
    answeredInMs: Math.max(...answered.map(({ tookMs }) => tookMs)),
    wrong: judged.flatMap(({ wrong }) => wrong),
    unnamed: judged.flatMap(({ unnamed }) => unnamed),
    calls,
    recoveredInMs: await recovery(world, row, visitors),
  };
}

async function askAll(visitors: readonly Visitor[], { pages, atOnce }: Load) {
  const answered: { visitor: Visitor; answer: Awaited<ReturnType<Visitor["ask"]>>; tookMs: number }[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < pages) {
      const visitor = visitors[next % visitors.length];
      next += 1;
      if (visitor === undefined) throw new Error("nobody visits");
      const startedAt = performance.now();
      const answer = await visitor.ask();
      answered.push({ visitor, answer, tookMs: performance.now() - startedAt });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return answered;
}

function mostCalls({ sandbox, calm }: ChaosWorld, { page }: ChaosRow, pages: number): number {
  const usual = calm.get(page) ?? {};
  const ratios = [...callsOf(sandbox)].map(([system, calls]) => {
    const expected = (usual[system] ?? 0) * pages;
    return expected === 0 ? (calls === 0 ? 0 : Number.POSITIVE_INFINITY) : calls / expected;
  });
  return Math.max(...ratios);
}

const WELL: Expected = { faulty: [], codes: [], isTotal: false };

async function recovery(
  world: ChaosWorld,
  { page, isMended = () => Promise.resolve(true) }: ChaosRow,
  visitors: readonly Visitor[],
): Promise<number | null> {
  const startedAt = performance.now();
  for (;;) {
    const answers = await Promise.all(visitors.map(async (visitor) => ({ visitor, answer: await visitor.ask() })));
    const isWell = answers.every(({ visitor, answer }) => judge(page, answer, visitor.whole, WELL).wrong.length === 0);
    const tookMs = performance.now() - startedAt;
    if (isWell && (await isMended(world))) return tookMs;
    if (tookMs > RECOVERY_LIMIT_MS) return null;
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
}
