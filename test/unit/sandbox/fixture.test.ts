import { describe, expect, it } from "vitest";
import { fromCents, toCents } from "../../../sandbox/bank/amounts.js";
import { createBank } from "../../../sandbox/bank/create-bank.js";
import type { BankCustomer, Holder } from "../../../sandbox/bank/model.js";

const bank = createBank({ size: 1_000 });

function customer(cif: string): BankCustomer {
  const found = bank.byCif(cif);
  if (!found) throw new Error("the fixture lacks a customer");
  return found;
}

const sum = (amounts: readonly string[]): string => fromCents(amounts.reduce((total, a) => total + toCents(a), 0));
const primary = (cif: string) => (held: { readonly holders: readonly Holder[] }) =>
  held.holders.some((holder) => holder.cif === cif && holder.role === "PRIMARY");
const mobileIn = (known: BankCustomer["core"]) => known?.contacts.find((contact) => contact.kind === "MOBILE");

describe("P1 王建国", () => {
  const wang = customer("10000001");
  const own = wang.accounts.filter(primary("10000001"));

  it("is the same man in four systems, and has a passport too", () => {
    expect([wang.core, wang.card, wang.loan, wang.crm].map((known) => known?.recordId)).toEqual([
      "10000001",
      "C-77001",
      "L-5501",
      "8801",
    ]);
    expect(wang.core?.documents.map((document) => document.type)).toEqual(["RESIDENT_ID", "PASSPORT"]);
    for (const known of [wang.core, wang.card, wang.loan, wang.crm]) {
      expect(known?.documents[0]?.number).toBe("990101198504120012");
    }
  });

  it("has his figures to the cent, as the primary holder", () => {
    const deposits = sum(own.map((account) => account.balance));
    const investments = sum(wang.investments.map((held) => held.marketValue));
    const owed = sum([...wang.loans.map((loan) => loan.outstanding), ...wang.cards.map((card) => card.owed)]);
    expect(own.map((account) => account.balance)).toEqual(["182340.55", "300000.00"]);
    expect(deposits).toBe("482340.55");
    expect(investments).toBe("500000.00");
    expect(sum([deposits, investments])).toBe("982340.55");
    expect(owed).toBe("1273450.00");
    expect(fromCents(toCents("982340.55") - toCents(owed))).toBe("-291109.45");
    expect(wang.cards.map((card) => [card.limit, card.available])).toEqual([["100000.00", "76550.00"]]);
    expect(wang.loans.map((loan) => [loan.outstanding, loan.daysPastDue])).toEqual([["1250000.00", 0]]);
    expect(own.length + wang.investments.length + wang.loans.length + wang.cards.length).toBe(5);
    expect(wang.investments[0]?.maturityDate).toBe("2026-07-15");
  });

  it("holds JA-900 jointly with P6, whose account it is", () => {
    const joint = bank.account("JA-900");
    expect(joint?.balance).toBe("60000.00");
    expect(joint?.holders.map(({ cif, role }) => [cif, role])).toEqual([
      ["10000006", "PRIMARY"],
      ["10000001", "JOINT"],
    ]);
    expect(wang.accounts).toContainEqual(joint);
    expect(customer("10000006").accounts).toContainEqual(joint);
  });

  it("has another mobile in each system, and no occupation or tax residency", () => {
    const seen = [wang.core, wang.card, wang.crm].map((known) => {
      const mobile = mobileIn(known);
      return [mobile?.value, mobile?.observedAt.slice(0, 10), mobile?.verification];
    });
    expect(seen).toEqual([
      ["13900001234", "2024-03-01", "SELF_DECLARED"],
      ["13900005678", "2026-05-20", "VERIFIED_OTP"],
      ["13900005678", "2026-06-01", "SELF_DECLARED"],
    ]);
    expect(mobileIn(wang.loan)).toBeUndefined();
    expect([wang.occupation, wang.taxResidency]).toEqual([null, null]);
    expect([wang.annualIncome, wang.riskAppetite, wang.nationality].includes(null)).toBe(false);
  });

  it("shares his mobile with his son in the CRM, and only there", () => {
    const cifs = (system: "core" | "crm" | "card") =>
      bank.byIdentifier(system, "MOBILE", "13900005678").map((found) => found.cif);
    expect(cifs("crm")).toEqual(["10000001", "10000004"]);
    expect(cifs("card")).toEqual(["10000001"]);
    expect(cifs("core")).toEqual([]);
  });

  it("has more than one page of postings in ninety days", () => {
    const recent = bank.transactions("DA-101").filter((posting) => posting.postedAt >= "2026-04-01");
    expect(recent.length).toBeGreaterThan(20);
  });
});

describe("the other persons", () => {
  it("P2 has a mortgage and no wealth product", () => {
    const chen = customer("10000002");
    expect(chen.loans.map((loan) => loan.kind)).toEqual(["MORTGAGE"]);
    expect(chen.investments).toEqual([]);
  });

  it("P3's last own posting is 92 days back; she rates the service 3.5", () => {
    const last = bank.transactions("DA-301").find((posting) => posting.customerInitiated);
    expect(Date.parse("2026-06-30") - Date.parse(last?.postedAt.slice(0, 10) ?? "")).toBe(92 * 86_400_000);
    expect(customer("10000003").serviceScore).toBe(3.5);
  });

  it("P4 is eleven, and P1 and P5 are his guardians", () => {
    const son = customer("10000004");
    expect(son.birthDate).toBe("2014-09-01");
    expect(son.guardians.map((guardian) => guardian.cif)).toEqual(["10000001", "10000005"]);
    for (const parent of ["10000001", "10000005"]) {
      expect(customer(parent).wards.map((ward) => ward.cif)).toEqual(["10000004"]);
    }
  });
});

describe("the groups", () => {
  const members = ["10000011", "10000012", "10000013", "10000014"].map(customer);
  const million = (amounts: readonly string[]): number => toCents(sum(amounts)) / 100_000_000;
  const used = (of: readonly BankCustomer[]): number =>
    million(of.flatMap((c) => [...c.loans.map((loan) => loan.outstanding), ...c.cards.map((card) => card.owed)]));
  const committed = (of: readonly BankCustomer[]): number =>
    million(of.flatMap((c) => [...c.loans.map((loan) => loan.limit), ...c.cards.map((card) => card.limit)]));

  it("O-group 永丰 has used 3,224 and committed 3,610 million, 2,374 and 2,710 without Logistics", () => {
    expect([used(members), committed(members)]).toEqual([3224, 3610]);
    expect([used(members.slice(0, 3)), committed(members.slice(0, 3))]).toEqual([2374, 2710]);
    const lentBy = (unit: string): number =>
      million(members.flatMap((c) => c.loans.filter((loan) => loan.lendingUnit === unit).map((l) => l.outstanding)));
    expect([lentBy("HO-CORP"), lentBy("B2")]).toEqual([2370, 850]);
  });

  it("registers differ on who owns Logistics", () => {
    const uscc = customer("10000014").company?.uscc ?? "";
    const share = (registry: "tianyancha" | "qichacha") =>
      bank.companyByUscc(registry, uscc)?.shareholders.find((held) => held.ownerName === "永丰纺织有限公司")?.percent;
    expect([share("tianyancha"), share("qichacha")]).toEqual(["55.00", "51.00"]);
  });

  it("O-ring and O-X own each other as the stories say", () => {
    const holders = (cif: string) =>
      customer(cif).company?.shareholders.map((held) => [held.ownerName, Number(held.percent)]);
    expect(holders("10000021")).toEqual([
      ["孙培", 46],
      ["钱琪", 24],
      ["环海丙实业有限公司", 30],
    ]);
    expect(holders("10000022")).toEqual([
      ["环海甲实业有限公司", 60],
      ["任睿", 40],
    ]);
    expect(holders("10000023")).toEqual([
      ["环海乙实业有限公司", 25],
      ["孙培", 75],
    ]);
    const [y] = bank.companiesByName("tianyancha", "云洲投资有限公司");
    expect(y?.shareholders[0]).toMatchObject({ ownerName: "沈珊", percent: "60.00" });
    expect(bank.companiesOwnedBy("tianyancha", { uscc: y?.uscc ?? "" }).map((c) => c.name)).toEqual([
      "星湖精密有限公司",
    ]);
    expect(bank.companiesOwnedBy("qichacha", { personName: "沈珊" }).map((c) => c.uscc)).toEqual([y?.uscc]);
    expect(bank.byIdentifier("core", "USCC", y?.uscc ?? "")).toEqual([]);
  });
});
