import { beforeAll, describe, expect, it } from "vitest";
import type { Books } from "../../../sandbox/bank/analytics/books.js";
import { churnOf, isIdle } from "../../../sandbox/bank/analytics/churn.rule.js";
import type { ListingQuery } from "../../../sandbox/bank/analytics/query.js";
import { createBank } from "../../../sandbox/bank/create-bank.js";
import { monthsBefore } from "../../../sandbox/bank/dates.js";
import type { BankCustomer } from "../../../sandbox/bank/model.js";

const bank = createBank({ size: 2_000 });
const named = (cif: string): BankCustomer => {
  const customer = bank.byCif(cif);
  if (customer === null) throw new Error("nobody has this number");
  return customer;
};
const ALL: ListingQuery = {
  managerId: null,
  unitIds: null,
  kind: null,
  stages: null,
  churnBand: null,
  segmentId: null,
  withConfidential: true,
  mobile: null,
  bornFrom: null,
  nameContains: null,
  order: "CUSTOMER_NUMBER",
  direction: "ASC",
};
const books = (lastOwnTransactionOn: string | null, serviceScore: number | null): Books => ({
  ...named("10000003"),
  serviceScore,
  lastOwnTransactionOn,
});

describe("the churn rule", () => {
  it.each([
    ["2026-06-30", "2026-03-30"],
    ["2026-05-31", "2026-02-28"],
    ["2024-05-31", "2024-02-29"],
    ["2026-01-31", "2025-10-31"],
    ["2026-02-28", "2025-11-28"],
  ])("counts three calendar months back from %s to %s", (today, day) => {
    expect(monthsBefore(today, 3)).toBe(day);
    expect(isIdle(books(day, 3), today)).toBe(true);
    expect(isIdle(books(`${day.slice(0, 8)}${Number(day.slice(8)) + 1}`, 3), today)).toBe(false);
  });

  it("finds 李秀英: 92 days, a score of 3.5", () => {
    const { churnRisk, segments, lifecycle } = bank.analytics(named("10000003"));
    expect(churnRisk).toMatchObject({ band: "HIGH", explanation: { modelId: "churn-rule" } });
    expect(churnRisk?.explanation.factors.map(({ name, value }) => `${name} ${value}`)).toEqual([
      "idleDays 92 ≥ 90",
      "serviceScore 3.5 < 4",
    ]);
    expect(segments.map(({ segmentId }) => segmentId)).toEqual(["CHURN_RISK_HIGH"]);
    expect(lifecycle).toEqual({ stage: "DECLINING", since: "2026-06-30" });
  });

  it("needs both signs, and a score that is really under 4", () => {
    const band = (day: string, score: number | null) => churnOf(books(day, score), "2026-06-30")?.band;
    expect(band("2026-03-30", 3.99)).toBe("HIGH");
    expect(band("2026-03-30", 4)).toBe("MEDIUM");
    expect(band("2026-03-31", 3.99)).toBe("MEDIUM");
    expect(band("2026-03-30", null)).toBe("MEDIUM");
    expect(band("2026-03-31", 4)).toBe("LOW");
    expect(churnOf({ ...books(null, 1), accounts: [] }, "2026-06-30")).toBeNull();
  });

  it("gives values whose parts add up, and bands that do not overlap", () => {
    const ranges = new Map<string, number[]>();
    for (const day of ["2020-01-01", "2026-01-01", "2026-03-30", "2026-03-31", "2026-06-30"]) {
      for (const score of [0, 1, 2.5, 3.9, 4, 4.5, 5, null]) {
        const risk = churnOf(books(day, score), "2026-06-30");
        if (risk === null) throw new Error("there is a risk");
        const sum = risk.factors.reduce((total, { contribution }) => total + contribution, 0);
        expect(sum).toBeCloseTo(risk.value, 6);
        ranges.set(risk.band, [...(ranges.get(risk.band) ?? []), risk.value]);
      }
    }
    const [low = [], medium = [], high = []] = ["LOW", "MEDIUM", "HIGH"].map((band) => ranges.get(band));
    expect(Math.max(...low)).toBeLessThan(Math.min(...medium));
    expect(Math.max(...medium)).toBeLessThan(Math.min(...high));
    expect(Math.max(...high)).toBeLessThanOrEqual(1);
  });
});

it("陈静 has a mortgage and no wealth product, and is told why", () => {
  const [segment] = bank.analytics(named("10000002")).segments;
  expect(segment?.segmentId).toBe("MORTGAGE_NO_WEALTH");
  expect(segment?.explanation.factors.map(({ name, value }) => `${name}=${value}`)).toEqual([
    "mortgage=true",
    "wealth=0",
  ]);
  expect(bank.analytics(named("10000001")).segments).toEqual([]);
});

describe("a listing", () => {
  beforeAll(() => bank.prepareListing());
  const crmIds = (query: Partial<ListingQuery>): readonly string[] =>
    bank.listing({ ...ALL, ...query }, null, 10_000)?.crmIds ?? [];
  const customers = (query: Partial<ListingQuery>) =>
    crmIds(query).map((id) => bank.byRecordId("crm", id) as BankCustomer);

  it("says of everybody what his own record says", () => {
    for (const band of ["LOW", "MEDIUM", "HIGH"] as const) {
      const found = customers({ churnBand: band });
      expect(found.length).toBeGreaterThan(10);
      expect(new Set(found.map((each) => bank.analytics(each).churnRisk?.band))).toEqual(new Set([band]));
    }
    for (const stage of ["PROSPECT", "GROWING", "MATURE", "DECLINING", "CHURNED"] as const) {
      const found = customers({ stages: [stage] });
      expect(found.length).toBeGreaterThan(10);
      expect(new Set(found.map((each) => bank.analytics(each).lifecycle.stage))).toEqual(new Set([stage]));
    }
    expect(customers({}).length).toBe(2_000 + customers({ managerId: "CRM1" }).length + 6);
  });

  it("is of a manager, a branch, or those of normal confidentiality", () => {
    expect(customers({ managerId: "RM2" }).length).toBe(bank.portfolio("RM2", 0, 200).total);
    expect(customers({ managerId: "NOBODY" })).toEqual([]);
    const branch = customers({ unitIds: ["B2"] });
    expect(new Set(branch.map(({ coverage }) => coverage?.owningBranch))).toEqual(new Set(["B2"]));
    expect(customers({ managerId: "RM2", unitIds: ["B1"] })).toEqual([]);
    const normal = customers({ withConfidential: false });
    expect(new Set(normal.map(({ confidentiality }) => confidentiality))).toEqual(new Set(["NORMAL"]));
    expect(normal.length).toBeLessThan(customers({}).length);
  });

  it("is found by a mobile, and from a birth date on", () => {
    expect(customers({ mobile: "13900005678" }).map(({ cif }) => cif)).toEqual(["10000001", "10000004"]);
    expect(customers({ mobile: "13900005678", managerId: "RM2" })).toEqual([]);
    const young = customers({ bornFrom: "2000-01-01" });
    expect(young.length).toBeGreaterThan(10);
    expect(young.every(({ birthDate }) => (birthDate ?? "") >= "2000-01-01")).toBe(true);
  });

  it.each(["CHURN_RISK", "ASSETS", "LAST_CONTACT", "CUSTOMER_NUMBER"] as const)(
    "in the order of %s is whole, and its pages are the list",
    (order) => {
      const query = { managerId: "RM2", order, direction: "DESC" as const };
      const whole = crmIds(query);
      expect(new Set(whole)).toEqual(new Set(crmIds({ managerId: "RM2" })));
      const walked: string[] = [];
      for (let more = true; more;) {
        const page = bank.listing({ ...ALL, ...query }, walked.at(-1) ?? null, 70);
        walked.push(...(page?.crmIds ?? []));
        more = page?.hasNext ?? false;
      }
      expect(walked).toEqual(whole);
    },
  );

  it("in the order of risk falls from the highest", () => {
    const values = customers({ order: "CHURN_RISK", direction: "DESC" }).map(
      (each) => bank.analytics(each).churnRisk?.value ?? -1,
    );
    expect(values).toEqual(values.toSorted((left, right) => right - left));
    expect(customers({ managerId: "CRM1", order: "ASSETS", direction: "DESC" })[0]?.kind).toBe("ORGANIZATION");
  });

  it("does not go on behind somebody who is not in it", () => {
    expect(bank.listing({ ...ALL, managerId: "RM2" }, "8801", 5)).toBeUndefined();
  });

  it("of a manager needs no figures of the whole bank, however large that is", () => {
    const large = createBank({ size: 10_000_000 });
    expect(large.listing({ ...ALL, managerId: "RM39999", churnBand: "HIGH" }, null, 5)?.total).toBeGreaterThan(0);
    expect(large.listing(ALL, null, 5)).toBeNull();
  });
});
