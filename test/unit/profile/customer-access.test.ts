import { describe, expect, it } from "vitest";
import type { Caller } from "../../../src/access/caller.js";
import { toCaller } from "../../../src/access/caller.js";
import type { Ground } from "../../../src/access/relations.js";
import type { CalendarDate, Instant } from "../../../src/domain/instant.js";
import type { Outcome } from "../../../src/domain/outcome.js";
import type { CoverageRecord } from "../../../src/domain/records/coverage.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { CustomerAccess, type AccessPolicy } from "../../../src/profile/customer-access.js";
import type { Organisation } from "../../../src/profile/organisation.js";
import type { RequestSources } from "../../../src/profile/request-sources.js";
import type { CrmCustomerRecord } from "../../../src/sources/crm/wire.js";
import { builtInEngine } from "../../support/access-facts.js";
import { customer } from "../../support/callers.js";
import { person } from "../../support/parties.js";

const ENGINE = builtInEngine();
const FAULT = new SourceFault("crm", "SOURCE_UNAVAILABLE");
const DAY = "2026-06-30" as CalendarDate;
const NOW = Date.parse("2026-06-30T10:00:00+08:00") as Instant;

const staff = (id: string, role: string, purpose: string): Caller =>
  toCaller(
    {
      sub: `staff:${id}`,
      roles: [role],
      clearance: "C2",
      channel: "RM_WORKBENCH",
      azp: "a-client",
      purposes: [purpose],
    },
    undefined,
  );
const RM1 = staff("RM1", "RELATIONSHIP_MANAGER", "RELATIONSHIP_MANAGEMENT");

const unit = (id: string) => ({ id, name: id, level: null, parentId: null });
const coverage = (managerId: string, branch = "B1") =>
  ({
    primaryManager: { id: managerId, displayName: null, role: null, orgUnitId: branch },
    owningBranch: unit(branch),
    team: [],
    history: [],
  }) as unknown as CoverageRecord;

type Crm = Outcome<CrmCustomerRecord>;
const known = (parts: Partial<CrmCustomerRecord> = {}): Crm => ({
  kind: "known",
  value: {
    party: person({ source: "crm" }),
    coverage: coverage("RM1"),
    consents: [],
    serviceScore: null,
    evaluation: null,
    ...parts,
  },
  asOf: NOW,
  retrievedAt: NOW,
  source: "crm",
});
const UNAVAILABLE: Crm = { kind: "unavailable", source: "crm", because: FAULT };

interface Asked {
  readonly caller?: Caller;
  readonly crm?: Crm;
  readonly ground?: Ground;
  readonly workplace?: string | null;
  readonly parties?: Readonly<Record<string, object>>;
}

function accessOf({ caller = RM1, workplace = null, parties = {} }: Asked) {
  const counted = { workplaces: 0, decisions: 0 };
  const policy: AccessPolicy = {
    version: ENGINE.version,
    decide: (facts) => ENGINE.decide(facts),
    decideOperation: (...asked) => ENGINE.decideOperation(...asked),
    observe: () => (counted.decisions += 1),
  };
  const organisation = {
    workplaceOf: () => {
      counted.workplaces += 1;
      return Promise.resolve({ unit: workplace, ancestorsOf: () => ["HO"] });
    },
  } as unknown as Organisation;
  const party = (id: string) =>
    Promise.resolve(id in parties ? { kind: "known", value: parties[id] } : { kind: "absent", source: "core-banking" });
  const sources = { core: { party } } as unknown as RequestSources;
  const access = new CustomerAccess(policy, organisation, caller, sources, () => ({
    now: NOW,
    day: DAY,
    businessHours: true,
  }));
  return { access, counted };
}

function decide(asked: Asked) {
  const { access } = accessOf(asked);
  const { crm = known(), ground = null } = asked;
  return access.decide({ coreIds: ["1"], inCrm: () => Promise.resolve(crm), granted: [] }, ground);
}

describe("what is decided of a customer for staff", () => {
  it("goes by who looks after him at this moment, as the CRM says", async () => {
    const levels = async (caller: Caller) => (await decide({ caller })).terms.level;
    expect(await levels(RM1)).toBe("STANDARD");
    expect(await levels(staff("RM2", "RELATIONSHIP_MANAGER", "RELATIONSHIP_MANAGEMENT"))).toBe("EXISTENCE_ONLY");
  });

  it("counts against the caller where the CRM cannot be asked, and says why where that could have made the difference", async () => {
    const down = await decide({ crm: UNAVAILABLE });
    expect([down.terms.level, down.fault]).toEqual(["NONE", FAULT]);

    const nobodys = await decide({ crm: UNAVAILABLE, caller: staff("AN9", "TELLER", "ANALYTICS") });
    expect([nobodys.terms.level, nobodys.fault]).toEqual(["NONE", null]);
  });

  it("says so too where the CRM knows him, and only his coverage cannot be read", async () => {
    const { terms, fault } = await decide({ crm: known({ coverage: FAULT }) });
    expect([terms.level, fault]).toEqual(["NONE", FAULT]);
  });

  it("takes whom the CRM does not know for confidential", async () => {
    const { terms, facts, fault } = await decide({
      crm: { kind: "absent", source: "crm", asOf: NOW, retrievedAt: NOW },
    });
    expect([terms.level, facts.customer.confidentiality, fault]).toEqual(["NONE", "UNKNOWN", null]);
  });

  it("goes by the unit where the caller works now, and asks for it only where it could matter", async () => {
    const teller = staff("T1", "TELLER", "COUNTER_SERVICE");
    const at = async (workplace: string | null) => {
      const { access, counted } = accessOf({ caller: teller, workplace });
      const subject = { coreIds: ["1"], inCrm: () => Promise.resolve(known()), granted: [] };
      return [(await access.decide(subject, null)).terms.level, counted.workplaces];
    };
    expect([await at("B1"), await at("B2"), await at(null)]).toEqual([
      ["STANDARD", 1],
      ["EXISTENCE_ONLY", 1],
      ["EXISTENCE_ONLY", 1],
    ]);

    const { access, counted } = accessOf({});
    await access.decide({ coreIds: ["1"], inCrm: () => Promise.resolve(known()), granted: [] }, null);
    expect(counted).toEqual({ workplaces: 0, decisions: 1 });
  });

  it("is told with what every other way that he could come by would show", async () => {
    const teller = staff("T1", "TELLER", "COUNTER_SERVICE");
    const verdict = await decide({ caller: teller, workplace: "B1" });
    expect(verdict.terms.rendering.get("AMOUNT")).toBe("MASKED");
    expect(verdict.ways.map(({ rendering }) => rendering.get("AMOUNT"))).toContain("CLEAR");
    const present = await decide({ caller: teller, workplace: "B1", ground: "RESIDENT_ID" });
    expect(present.terms.rendering.get("AMOUNT")).toBe("CLEAR");
    expect(present.ways).toEqual(verdict.ways);
  });
});

describe("what is decided for a customer", () => {
  const grown = { ...person(), recordId: "2" };
  const child = person({ birthDate: "2014-09-01" });
  const ward = (validTo: string | null) => ({ ...grown, wards: [{ partyId: "1", basis: null, validTo }] });

  it.each([
    ["himself", customer("1"), {}, "STANDARD"],
    ["his ward", customer("2"), { "2": ward(null), "1": child }, "STANDARD"],
    ["his ward until the last day", customer("2"), { "2": ward("2026-06-30"), "1": child }, "STANDARD"],
    ["nobody whose guardian he was", customer("2"), { "2": ward("2026-06-29"), "1": child }, "NONE"],
    ["no ward who is of age", customer("2"), { "2": ward(null), "1": person() }, "NONE"],
    ["no ward whose age cannot be read", customer("2"), { "2": ward(null) }, "NONE"],
    ["nobody while his own record cannot be read", customer("2"), { "1": child }, "NONE"],
    ["nobody else", customer("3"), { "3": grown, "1": child }, "NONE"],
  ] as const)("he sees %s", async (_, caller, parties, level) => {
    expect((await decide({ caller, parties })).terms.level).toBe(level);
  });

  it("the CRM is not asked", async () => {
    const { access } = accessOf({ caller: customer("1") });
    const inCrm = () => Promise.reject(new Error("asked"));
    expect((await access.decide({ coreIds: ["1"], inCrm, granted: [] }, null)).crm).toBeUndefined();
  });
});
