import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createBank } from "../../sandbox/bank/create-bank.js";
import { openWorld, type World } from "../support/world.js";

const FIND = `query Find($identifier: IdentifierInput!) {
  customersByIdentifier(identifier: $identifier) {
    totalCount
    missingSources { id }
    edges { matchedOn node { customerNumber } }
  }
}`;

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.sandbox.control.reset());

async function find(type: string, value: string, persona = "RM1") {
  const answer = await world.as(persona).ask(FIND, { identifier: { type, value } });
  expect(answer.errors).toEqual([]);
  const { totalCount, missingSources, edges } = answer.data.customersByIdentifier;
  const numbers: string[] = edges.map(({ node }: { node: { customerNumber: string } }) => node.customerNumber);
  return { text: answer.text, totalCount, missingSources, edges, numbers };
}

const bank = createBank({ seed: 1, size: 1 });
const wang = bank.byCif("10000001");
const pan = wang?.cards[0]?.pan ?? "";
const account = wang?.accounts[0]?.accountNumber ?? "";

describe("A customer is found by every number he is known by", () => {
  it.each([
    ["CIF", "10000001", "RM1", "10000001"],
    ["CARD_CUSTOMER", "C-77001", "RM1", "10000001"],
    ["LOAN_CUSTOMER", "L-5501", "RM1", "10000001"],
    ["CRM", "8801", "RM1", "10000001"],
    ["RESIDENT_ID", "990101198504120012", "RM1", "10000001"],
    ["PASSPORT", "E99000001", "RM1", "10000001"],
    ["MOBILE", "13900001234", "RM1", "10000001"],
    ["EMAIL", "wang.jianguo@mail.example", "RM1", "10000001"],
    ["ACCOUNT_NUMBER", account, "RM1", "10000001"],
    ["CARD_PAN", pan, "RM1", "10000001"],
    ["USCC", "91990200F00000130J", "CRM1", "10000013"],
    ["LEI", "300300FIXT0000001352", "CRM1", "10000013"],
  ])("%s %s", async (type, value, persona, customerNumber) => {
    const { numbers, edges, totalCount } = await find(type, value, persona);

    expect(numbers).toEqual([customerNumber]);
    expect(edges[0].matchedOn).toEqual([type]);
    expect(totalCount).toBe(1);
  });
});

describe("A mobile that a father shares with his son", () => {
  it("finds both, and makes nobody of the two", async () => {
    expect((await find("MOBILE", "13900005678")).numbers).toEqual(["10000001", "10000004"]);
  });
});

describe("However it is written", () => {
  it.each([
    ["in the form of before 1999", "RESIDENT_ID", "990101850412001", "RM1", "10000001"],
    ["with spaces", "RESIDENT_ID", " 990101 1985 0412 0012 ", "RM1", "10000001"],
    ["with hyphens", "RESIDENT_ID", "990101-19850412-0012", "RM1", "10000001"],
    ["in full-width digits", "RESIDENT_ID", "９９０１０１１９８５０４１２００１２", "RM1", "10000001"],
    ["with a lower-case x", "RESIDENT_ID", "99010119700115024x", "CRM1", "10000024"],
    ["with a full-width x", "RESIDENT_ID", "99010119700115024ｘ", "CRM1", "10000024"],
    ["in lower case", "PASSPORT", "e99000001", "RM1", "10000001"],
    ["with the country's code", "MOBILE", "+86 139 0000 1234", "RM1", "10000001"],
    ["with the country's code, dialled", "MOBILE", "0086-139-0000-1234", "RM1", "10000001"],
    ["with the country's code, bare", "MOBILE", "8613900001234", "RM1", "10000001"],
    ["with a prefix of dialling", "MOBILE", "17951 13900001234", "RM1", "10000001"],
    ["in full-width digits", "MOBILE", "＋８６１３９００００１２３４", "RM1", "10000001"],
    ["in capitals", "EMAIL", " Wang.Jianguo@MAIL.example ", "RM1", "10000001"],
    ["in lower case", "USCC", "91990200f00000130j", "CRM1", "10000013"],
    ["in lower case", "LEI", "300300fixt0000001352", "CRM1", "10000013"],
    ["in groups of four", "CARD_PAN", pan.replaceAll(/(\d{4})/g, "$1 "), "RM1", "10000001"],
  ])("%s: %s %j", async (_, type, value, persona, customerNumber) => {
    expect((await find(type, value, persona)).numbers).toEqual([customerNumber]);
  });
});

const WRONG: [string, string, string][] = [
  ["a wrong check digit", "RESIDENT_ID", "990101198504120013"],
  ["a day that never was", "RESIDENT_ID", "990101198502300012"],
  ["a digit missing", "RESIDENT_ID", "99010119850412001"],
  ["a letter inside", "RESIDENT_ID", "99010119850412O012"],
  ["nothing at all", "RESIDENT_ID", ""],
  ["blanks", "RESIDENT_ID", "   "],
  ["far too long", "RESIDENT_ID", "9".repeat(5_000)],
  ["too short", "PASSPORT", "E1"],
  ["not of its kind", "HKMO_PERMIT", "X12345678"],
  ["not of its kind", "TAIWAN_PERMIT", "1234567A"],
  ["not of its kind", "FOREIGN_PR", "12345"],
  ["a wrong check digit", "USCC", "91990200F00000130K"],
  ["a letter that codes avoid", "USCC", "91990200I00000130J"],
  ["a wrong check digit", "LEI", "300300FIXT0000001353"],
  ["odd characters", "CIF", "1000,0001&x=1/../?#\u0000"],
  ["a list", "CIF", "10000001,10000006"],
  ["far too long", "CIF", "1".repeat(5_000)],
  ["odd characters", "CARD_CUSTOMER", "C-77001'; DROP TABLE"],
  ["odd characters", "LOAN_CUSTOMER", "L-5501%00"],
  ["odd characters", "CRM", "88\n01"],
  ["odd characters", "ACCOUNT_NUMBER", "6228-!"],
  ["a pattern", "CARD_PAN", "62%"],
  ["a digit missing", "MOBILE", "1390000567"],
  ["no mobile", "MOBILE", "02188888888"],
  ["no address", "EMAIL", "wang.jianguo"],
  ["longer than any register takes", "EMAIL", `${"w".repeat(120)}@mail.example`],
  ["odd characters", "WECHAT_OPENID", "<script>"],
  ["half of a character", "PASSPORT", "E9900000\ud800"],
];

describe("A number that is wrong in itself", () => {
  it.each(WRONG)("is answered as one that nobody has: %s, %s", async (_, type, value) => {
    const wrong = await find(type, value);

    expect(wrong).toMatchObject({ totalCount: 0, missingSources: [], edges: [] });
  });

  it("is hinted at in the log, by its type alone", async () => {
    await find("RESIDENT_ID", "990101198504120013");

    const line = world.logged.at(-1);
    expect(line?.["malformedIdentifiers"]).toEqual(["RESIDENT_ID"]);
    expect(JSON.stringify(line)).not.toContain("990101198504120013");
  });

  it("reaches no source", async () => {
    await find("RESIDENT_ID", "990101198504120012");
    const asked = world.sandbox.control.counters()["core-banking"]?.calls;
    for (const [, type, value] of WRONG) await find(type, value);

    expect(asked).toBeGreaterThan(0);
    for (const { endpoints } of Object.values(world.sandbox.control.counters())) {
      for (const { statuses } of Object.values(endpoints)) expect(Object.keys(statuses)).toEqual(["200"]);
    }
  });

  it("takes its time: the same sources are asked as for one that nobody has", async () => {
    const callsFor = async (value: string) => {
      world.sandbox.control.resetCounters();
      await find("RESIDENT_ID", value);
      return Object.entries(world.sandbox.control.counters()).map(([name, { calls, ids }]) => [name, calls, ids]);
    };

    expect(await callsFor("99010119850412OO12")).toEqual(await callsFor("440524200001010016"));
  });
});

/** Somebody whom another branch's manager looks after, and of whom staff without a part in it are not even told that he exists. */
const vip = fixtureVip();

function fixtureVip() {
  const whole = createBank({ size: 1_000 });
  for (const customer of whole.portfolio("RM2", 0, 500).customers) {
    const { confidentiality, cif, crm, core } = customer;
    const document = crm?.documents[0];
    const mobile = core?.contacts.find(({ kind }) => kind === "MOBILE");
    if (confidentiality === "VIP" && cif !== null && crm && document?.type === "RESIDENT_ID" && mobile) {
      return { cif, crmId: crm.recordId, residentId: document.number, mobile: mobile.value };
    }
  }
  throw new Error("the sandbox bank has no VIP in RM2's portfolio");
}

describe("A customer who is out of reach", () => {
  beforeAll(async () => {
    // His own manager has met him, so that the index knows him as well as anybody.
    expect((await find("CIF", vip.cif, "RM2")).totalCount).toBe(1);
  });

  it.each([
    ["RESIDENT_ID", vip.residentId, "110101199003070011"],
    ["CIF", vip.cif, "10000099"],
    ["CRM", vip.crmId, "8899"],
    ["MOBILE", vip.mobile, "13911111111"],
  ])("by his %s is answered as one whom nobody knows, to the last byte", async (type, his, nobodys) => {
    const stranger = await find(type, his);
    const nobody = await find(type, nobodys);

    expect(stranger.text).toBe(nobody.text);
    expect(stranger.text).toContain(`"totalCount":0`);
  });

  it("by a number that is wrong in itself, too", async () => {
    expect((await find("RESIDENT_ID", "990101198312080061")).text).toBe(
      (await find("RESIDENT_ID", "110101199003070011")).text,
    );
  });

  it("is, when no more than ordinary, known to exist, and by whom he is looked after", async () => {
    const { numbers } = await find("CIF", "10000006");

    expect(numbers).toEqual(["10000006"]);
  });
});

describe("Somebody who tries numbers out", () => {
  it("looks up so many an hour, found or not, each alias for itself; beyond, nobody is asked and the record says so", async () => {
    const strict = await openWorld({ beside: world.sandbox, lists: { lookupsPerHour: 10 } });
    try {
      const tries = (values: readonly string[]) =>
        strict
          .as("T1")
          .ask(
            `{ ${values.map((value, at) => `n${at}: customersByIdentifier(identifier: { type: CIF, value: "${value}" }) { totalCount }`).join("\n")} }`,
          );
      const codes = async (values: readonly string[]) =>
        (await tries(values)).errors.map(({ extensions }) => extensions.code);
      const nobody = ["19999991", "19999992", "19999993", "19999994", "19999995"];
      expect(await codes(nobody)).toEqual([]);
      expect(await codes(["10000001", "10000001", "10000001", "10000001", "10000001"])).toEqual([]);
      const before = calls();
      expect([await codes(["10000001"]), await codes(["19999996"])]).toEqual([
        ["LOOKUP_LIMIT_REACHED"],
        ["LOOKUP_LIMIT_REACHED"],
      ]);
      // By the customer's document in a request for access, too.
      const input = `{ subjectId: "cus_${"0".repeat(26)}", foundBy: { type: RESIDENT_ID, value: "990101198504120012" },
        fields: ["documents.number"], reason: "case 4711" }`;
      const { errors } = await strict.as("T1").ask(`mutation { requestAccess(input: ${input}) { id } }`);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(["LOOKUP_LIMIT_REACHED"]);
      expect(calls()).toEqual(before);
      const span = `from: "2026-06-30T00:00:00+08:00", to: "2026-07-01T00:00:00+08:00"`;
      const filter = `{ ${span}, actor: "staff:T1", decisions: [DENIED] }`;
      const { data } = await strict.as("AUD1").ask(`{ auditEvents(filter: ${filter}) { edges { node { errors } } } }`);
      expect(data.auditEvents.edges.map(({ node }: { node: { errors: string[] } }) => node.errors)).toEqual([
        ["LOOKUP_LIMIT_REACHED"],
        ["LOOKUP_LIMIT_REACHED"],
        ["LOOKUP_LIMIT_REACHED"],
      ]);
      const other = await strict.as("RM1").ask(FIND, { identifier: { type: "CIF", value: "10000001" } });
      expect(other.data.customersByIdentifier.totalCount).toBe(1);
    } finally {
      await strict.stop();
    }
  });
});

function calls(): readonly number[] {
  return Object.values(world.sandbox.control.counters()).map((each) => each.calls);
}
