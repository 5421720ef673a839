import type { Faults } from "../../sandbox/framework/faults.js";
import type { ChaosWorld } from "./chaos-world.js";
import { myPage, registriesPage, reportPage, type ChaosPage } from "./pages.js";

/** One line of the chaos table: what is done to the world, and what may be said of it. */
export interface ChaosRow {
  readonly fault: string;
  readonly page: ChaosPage;
  readonly faulty: readonly string[];
  readonly codes: readonly string[];
  /** Nothing of the faulty systems can be there. */
  readonly isTotal: boolean;
  readonly begin: (world: ChaosWorld) => Promise<void> | void;
  readonly end: (world: ChaosWorld) => Promise<void> | void;
  /** What must be well again beside the pages. */
  readonly isMended?: (world: ChaosWorld) => Promise<boolean>;
}

interface Way {
  readonly name: string;
  readonly faults: Faults;
  readonly codes: readonly string[];
  readonly isTotal: boolean;
}

const RESTING = ["SOURCE_CIRCUIT_OPEN", "SOURCE_OVERLOADED"];

/** Every way in which a system goes wrong. The slow one is slow within its limits: then nothing may be missing at all. */
export const WAYS: readonly Way[] = [
  { name: "slow", faults: { latencyMs: 150, jitterMs: 100 }, codes: [], isTotal: false },
  { name: "hanging", faults: { hang: true }, codes: ["SOURCE_TIMEOUT", ...RESTING], isTotal: true },
  { name: "cut off", faults: { cut: true }, codes: ["SOURCE_UNAVAILABLE", ...RESTING], isTotal: true },
  { name: "erroring", faults: { errorRate: 1 }, codes: ["SOURCE_UNAVAILABLE", ...RESTING], isTotal: true },
  {
    name: "erroring now and then",
    faults: { errorRate: 0.3 },
    codes: ["SOURCE_UNAVAILABLE", ...RESTING],
    isTotal: false,
  },
  { name: "malformed", faults: { malformed: "half" }, codes: ["SOURCE_MALFORMED", ...RESTING], isTotal: true },
  {
    name: "rate-limiting",
    faults: { rateLimitPerMinute: 10, retryAfterSeconds: 1 },
    // Qichacha does not publish what its statuses mean, so a limit looks like any other failure there.
    codes: ["SOURCE_THROTTLED", "SOURCE_UNAVAILABLE", ...RESTING],
    isTotal: false,
  },
  {
    name: "flapping",
    faults: { errorRate: 1, flapMs: 300 },
    codes: ["SOURCE_UNAVAILABLE", ...RESTING],
    isTotal: false,
  },
];

const PAGES: readonly ChaosPage[] = [myPage, registriesPage, reportPage];

export function rowOf(page: ChaosPage, ...wrong: readonly (readonly [system: string, way: Way])[]): ChaosRow {
  return {
    fault: wrong.map(([system, { name }]) => `${system} ${name}`).join(", "),
    page,
    faulty: wrong.map(([system]) => system),
    codes: wrong.flatMap(([, { codes }]) => codes),
    isTotal: wrong.every(([, { isTotal }]) => isTotal),
    begin: ({ sandbox }) => {
      for (const [system, { faults }] of wrong) sandbox.control.setFaults(system, faults);
    },
    end: ({ sandbox }) => {
      for (const [system] of wrong) sandbox.control.clearFaults(system);
    },
  };
}

/** Each system in each way. */
function single(): ChaosRow[] {
  return PAGES.flatMap((page) => page.systems.flatMap((system) => WAYS.map((way) => rowOf(page, [system, way]))));
}

/** The pairs of a page's systems, the ways in turn. Who is asking must be known, so the page's own three are never all gone. */
function pairs(): ChaosRow[] {
  return PAGES.flatMap((page) =>
    page.systems.flatMap((one, n) =>
      page.systems.slice(n + 1).map((other, m) => {
        const [left, right] = [WAYS[(n + m + 1) % WAYS.length], WAYS[(n * 3 + m * 2 + 3) % WAYS.length]];
        if (left === undefined || right === undefined) throw new Error("there are ways");
        return rowOf(page, [one, left], [other, right]);
      }),
    ),
  );
}

/** Every system in every way, and pairs. */
export function allRows(): readonly ChaosRow[] {
  return [...single(), ...pairs()];
}

/** A part that takes under a minute: every system, every way, and three pairs. */
export function someRows(): readonly ChaosRow[] {
  const named = new Set([
    "core-banking hanging",
    "loan cut off",
    "card malformed",
    "crm erroring",
    "loan slow",
    "core-banking flapping",
    "card rate-limiting",
    "crm erroring now and then",
    "tianyancha hanging",
    "qichacha erroring",
    "gleif malformed",
    "credit-bureau cut off",
  ]);
  const rows = single().filter(({ fault }) => named.has(fault));
  if (rows.length !== named.size) throw new Error("a row of the short form does not exist");
  return [...rows, ...pairs().slice(0, 3)];
}
