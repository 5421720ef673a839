import { expect } from "vitest";
import type { LogLine } from "./recording-log.js";
import type { Answer, Data } from "./world.js";

/** What a customer sees of himself on one page: a section of every bank system, and the totals over them. */
export const MY_PAGE = `query MyPage {
  viewer {
    customer {
      displayName
      position {
        deposits { amount } investments { amount } aum { amount }
        totalOwed { amount } availableCredit { amount } netPosition { amount }
        productCount complete missingSources { id }
      }
      depositAccounts { totalCount sources { ...State } edges { node { ...Holding } } }
      investments { totalCount sources { ...State } edges { node { ...Holding } } }
      loans { totalCount sources { ...State } edges { node { ...Holding daysPastDue nextDueAmount { amount } } } }
      creditCards { totalCount sources { ...State } edges { node { ...Holding limit { amount } } } }
      coverage { primaryManager { displayName } owningBranch { name } }
      consents { edges { node { purpose state } } }
      freshness { ...State }
    }
  }
}
fragment State on Freshness { source { id } state reason }
fragment Holding on Arrangement { id productName status balance { amount } }`;

export type Section = "depositAccounts" | "investments" | "loans" | "creditCards" | "coverage" | "consents";

/** The sections that each system answers for. */
export const SECTIONS_OF = {
  "core-banking": ["depositAccounts", "investments"],
  loan: ["loans"],
  card: ["creditCards"],
  crm: ["coverage", "consents"],
} as const satisfies Record<string, readonly Section[]>;

export type BankSystem = keyof typeof SECTIONS_OF;

export const BANK_SYSTEMS = Object.keys(SECTIONS_OF) as BankSystem[];

/** The sections of systems that work are as they always are; those of the systems that do not say so by name and code. */
export function expectGaps(answer: Answer, whole: Data, down: readonly BankSystem[], code: unknown): void {
  const customer = answer.data.viewer.customer;
  expect(answer.status).toBe(200);
  for (const system of BANK_SYSTEMS) {
    for (const section of SECTIONS_OF[system]) {
      if (!down.includes(system)) expect(customer[section]).toEqual(whole[section]);
      else if (system === "crm") expect(customer[section]).toBeNull();
      else {
        const sources = [{ source: { id: system }, state: "UNAVAILABLE", reason: code }];
        expect(customer[section]).toEqual({ totalCount: null, sources, edges: [] });
      }
    }
  }
  const errors = down.includes("crm") ? SECTIONS_OF.crm : [];
  expect(answer.errors.map(({ path, extensions }) => ({ path, extensions }))).toEqual(
    errors.map((section) => ({ path: ["viewer", "customer", section], extensions: { code, source: "crm" } })),
  );
}

/** A total is the whole sum, or the position says that it is not complete and which source is missing. */
export function expectHonestTotals(answer: Answer, whole: Data, down: readonly BankSystem[]): void {
  const { position } = answer.data.viewer.customer;
  const missing = down.filter((system) => system !== "crm");
  expect(position.missingSources.map(({ id }: Data) => id).sort()).toEqual([...missing].sort());
  expect(position.complete).toBe(missing.length === 0);
  if (missing.length === 0) expect(position).toEqual(whole.position);
  else expect(position.productCount).toBeNull();
  const sum = (sections: readonly Section[], amount = "balance") =>
    sections
      .flatMap((section) => answer.data.viewer.customer[section].edges)
      .reduce((total: number, { node }: Data) => total + Math.round(Number(node[amount].amount) * 100), 0);
  const cents = (money: Data) => (money === null ? 0 : Math.round(Number(money.amount) * 100));
  expect(cents(position.aum)).toBe(sum(["depositAccounts", "investments"]));
  expect(cents(position.totalOwed)).toBe(sum(["loans", "creditCards"]));
  if (down.includes("core-banking"))
    expect([position.aum, position.deposits, position.investments]).toEqual([null, null, null]);
  if (down.includes("loan") && down.includes("card")) expect(position.totalOwed).toBeNull();
  if (down.includes("card")) expect(position.availableCredit).toBeNull();
}

/** The log told of the source and the code. */
export function expectLogged(lines: readonly LogLine[], source: string, code: unknown): void {
  expect(lines).toContainEqual(expect.objectContaining({ source, code, msg: "upstream call failed" }));
}
