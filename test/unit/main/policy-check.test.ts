import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkedPolicies } from "../../../src/main/policy-check.js";
import { BUILT_IN } from "../../support/access-facts.js";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "policies-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A small set of its own, so that every question about it is soon asked. */
const MANAGER = `@id("managers") @title("Managers see their customers.") @basis("OWN")
  permit (principal is Staff, action in [Action::"reach up to HEADER", Action::"mask PERSON_NAME"], resource)
  when { context.relations.contains(Relation::"TEAM") };`;
const TABLE = `
- case: A manager opens his customer
  who: { roles: [RELATIONSHIP_MANAGER] }
  purpose: RELATIONSHIP_MANAGEMENT
  relation: [TEAM]
  expect: { level: HEADER, basis: OWN, masked: [PERSON_NAME], denied: OTHERS }
- case: Nobody merges
  who: { roles: [DATA_STEWARD] }
  purpose: DATA_STEWARDSHIP
  operation: mergeCustomers
  expect: denied
`;

function check(files: Readonly<Record<string, string>>, table = TABLE) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, "table.yaml"), table);
  return checkedPolicies(folder, join(folder, "table.yaml"), BUILT_IN);
}

describe("policy check", () => {
  it("is content with the policies that come with the product", { timeout: 120_000 }, () => {
    cpSync(BUILT_IN, folder, { recursive: true });
    const { lines, isGood } = checkedPolicies(folder, null, BUILT_IN);
    expect(lines.filter((line) => /^(?:differs|unreachable|shadowed)/u.test(line))).toEqual([]);
    expect([isGood, lines.at(-1)]).toEqual([true, "Every decision is as expected."]);
  });

  it("is content with a set that does what its table says", () => {
    expect(check({ "a.cedar": MANAGER })).toMatchObject({ isGood: true });
  });

  it("prints what differs", () => {
    const { lines, isGood } = check({ "a.cedar": MANAGER.replace("HEADER", "STANDARD") });
    expect(isGood).toBe(false);
    expect(lines).toContain("differs: A manager opens his customer: level is STANDARD (by managers); expected: HEADER");
  });

  it("prints why a set cannot be loaded", () => {
    const { lines, isGood } = check({ "a.cedar": MANAGER, "b.cedar": "permit (principal" });
    expect(isGood).toBe(false);
    expect(lines.join("\n")).toMatch(/b\.cedar:1: /u);
  });

  it("finds a rule that everything forbids", () => {
    const vip = `@id("vip-for-all") @title("VIPs for all.") permit (principal is Staff, action == Action::"existence", resource)
      when { resource.confidentiality == Confidentiality::"VIP" };
      @id("vip-for-none") @title("VIPs for nobody.") forbid (principal, action in Action::"reach", resource)
      when { resource.confidentiality == Confidentiality::"VIP" };`;
    const { lines, isGood } = check({ "a.cedar": MANAGER, "b.cedar": vip });
    expect(lines).toContain("unreachable: policy vip-for-all never decides anything");
    expect(isGood).toBe(false);
  });

  it("finds a rule that nobody can be meant by", () => {
    const nobody = `@id("nobody") @title("Customers who audit.") permit (principal is OnlineCustomer, action == Action::"existence", resource)
      when { context.purpose == Purpose::"AUDIT" };`;
    expect(check({ "a.cedar": MANAGER, "b.cedar": nobody }).lines).toContain(
      "unreachable: policy nobody never decides anything",
    );
  });

  it("points out a rule that only repeats another, without failing for it", () => {
    const again = MANAGER.replace("managers", "colleagues").replace(
      "};",
      '&& context.purpose == Purpose::"KYC_AML" };',
    );
    const { lines, isGood } = check({ "a.cedar": MANAGER, "b.cedar": again });
    expect(lines).toContain("shadowed: whatever policy colleagues permits, managers permit as well");
    expect(isGood).toBe(true);
  });

  it("says when there is no table", () => {
    writeFileSync(join(folder, "a.cedar"), MANAGER);
    const { lines, isGood } = checkedPolicies(folder, join(folder, "none.yaml"), BUILT_IN);
    expect([isGood, lines.length]).toEqual([false, 1]);
  });
});
