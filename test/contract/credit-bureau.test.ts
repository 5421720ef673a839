import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/main.js";
import { seal, type Sealed } from "../../src/domain/sealed.js";
import { SourceFault } from "../../src/domain/source-fault.js";
import { unseal } from "../../src/domain/unseal.js";
import { parseXml } from "../../src/platform/xml.js";
import { CreditBureauClient, type ReportSubject } from "../../src/sources/credit-bureau/client.js";
import { creditBureau } from "../../src/sources/credit-bureau/source.js";
import { ask } from "../support/sandbox/clients.js";
import { contractNamed, fixtureText } from "../support/sources/border.js";
import { violationsOf } from "../support/sources/contract-keeper.js";
import { addressOf, quickSandbox } from "../support/sources/sandbox.js";
import { recordedLog, soon, upstreamTo } from "../support/sources/upstream.js";

const LISTS = new Set(["PD01", "PH01"]);
const WANG = "990101198504120012";
const broken = violationsOf("credit-bureau");

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await quickSandbox();
});
afterAll(async () => {
  await sandbox.stop();
});

const request = (fields: Record<string, string>): string =>
  `<ReportRequest>${Object.entries(fields)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join("")}</ReportRequest>`;
const ASKED = { IdType: "10", IdNumber: WANG, Reason: "02", ConsentId: "CS-1" };

async function kept(path: string, body: string, status = 200, password?: string): Promise<string> {
  const { baseUrl, credentials } = addressOf(sandbox, "credit-bureau");
  const basic = Buffer.from(`${credentials["user"]}:${password ?? credentials["password"]}`).toString("base64");
  const headers = { authorization: `Basic ${basic}`, "content-type": "application/xml" };
  const answer = await ask(baseUrl + path, headers, body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toContain("application/xml");
  expect(broken(`POST ${path}`, status, parseXml(answer.text, LISTS))).toEqual([]);
  return answer.text;
}

describe("the credit bureau's contract", () => {
  it("is kept by the fixture, and nothing in it is outside", () => {
    const tree = parseXml(fixtureText("credit-bureau.report.xml"), LISTS);
    expect(broken("POST /stored-report", 200, tree)).toEqual([]);
    expect(contractNamed("credit-bureau").answer("ReportAnswer")(tree)).toEqual({ violations: null, dropped: [] });
  });

  it("is kept by the sandbox, in reports and in faults", async () => {
    for (const path of ["/stored-report", "/enquiry"]) {
      expect(await kept(path, request(ASKED))).toContain("<PA01BQ01>王建国</PA01BQ01>");
      expect(await kept(path, request({ ...ASKED, IdNumber: "11010119900307002X" }))).toContain("NO_REPORT");
      expect(await kept(path, request({ ...ASKED, ConsentId: "" }))).toContain("CONSENT_REQUIRED");
      expect(await kept(path, request({ IdType: "10", IdNumber: WANG, Reason: "02" }))).toContain("CONSENT_REQUIRED");
      expect(await kept(path, request({ ...ASKED, Reason: "99" }))).toContain("BAD_REQUEST");
      expect(await kept(path, request({ ...ASKED, IdType: "77" }))).toContain("BAD_REQUEST");
      expect(await kept(path, "<ReportRequest><IdType>")).toContain("BAD_REQUEST");
      expect(await kept(path, `<!DOCTYPE a [<!ENTITY x "1">]>${request(ASKED)}`)).toContain("BAD_REQUEST");
      expect(await kept(path, request(ASKED), 401, "wrong")).toContain("UNAUTHORISED");
    }
  });
});

describe("the credit bureau connector against the sandbox", () => {
  const client = (password?: string, log = recordedLog(), bank = sandbox) => {
    const { baseUrl, credentials } = addressOf(bank, "credit-bureau");
    const basic = { user: credentials["user"] ?? "", password: password ?? credentials["password"] ?? "" };
    return new CreditBureauClient(upstreamTo(creditBureau, baseUrl, log), basic, contractNamed("credit-bureau"));
  };
  const wang: ReportSubject = {
    documentType: "RESIDENT_ID",
    documentNumber: seal(WANG),
    reason: "LOAN_APPROVAL",
    consentId: "CS-1",
  };
  const open = <T>(leaf: Sealed<T> | SourceFault | null): T => {
    if (leaf === null || leaf instanceof SourceFault) throw leaf ?? new Error("not there");
    return unseal(leaf);
  };

  it("reads the stored report, again and again, without leaving a trace", async () => {
    const bank = await quickSandbox();
    const first = await client(undefined, undefined, bank).fetchStoredReport(wang, soon());
    const second = await client(undefined, undefined, bank).fetchStoredReport(wang, soon());
    await bank.stop();
    if (first.kind !== "known" || second.kind !== "known") throw new Error("there is no report");
    expect(first).toMatchObject({
      source: "credit-bureau",
      asOf: Date.parse("2026-06-11T10:12:30+08:00"),
      value: { reportId: "2026061100000000000001", reason: "LOAN_APPROVAL" },
    });
    expect(open(first.value.openLoans)).toBe(1);
    expect(open(first.value.totalDebt)).toEqual({ amount: "1273450.00", currency: "CNY" });
    expect(open(first.value.overdueAccounts)).toBe(0);
    expect(open(second.value.recentEnquiries)).toBe(open(first.value.recentEnquiries));
  });

  it("makes an enquiry that every later report lists", async () => {
    const bank = await quickSandbox();
    const before = await client(undefined, undefined, bank).fetchStoredReport(wang, soon());
    const fresh = await client(undefined, undefined, bank).fetchNewReport({ ...wang, reason: "CARD_APPROVAL" }, soon());
    const after = await client(undefined, undefined, bank).fetchStoredReport(wang, soon());
    await bank.stop();
    if (before.kind !== "known" || fresh.kind !== "known" || after.kind !== "known")
      throw new Error("there is no report");
    expect(fresh.asOf).toBe(Date.parse("2026-06-30T10:00:00+08:00"));
    expect(fresh.value.reason).toBe("CARD_APPROVAL");
    expect(open(fresh.value.recentEnquiries)).toBe(open(before.value.recentEnquiries) + 1);
    expect(open(after.value.recentEnquiries)).toBe(open(fresh.value.recentEnquiries));
    expect(after.value.reportId).toBe(fresh.value.reportId);
    expect(after.value.reportId).not.toBe(before.value.reportId);
  });

  it("finds no report where there is none", async () => {
    const unknown = { ...wang, documentNumber: seal("11010119900307002X") };
    expect(await client().fetchStoredReport(unknown, soon())).toMatchObject({
      kind: "absent",
      source: "credit-bureau",
    });
  });

  it.each([
    ["a missing consent", { consentId: "" }, "SOURCE_CONSENT_REQUIRED"],
    ["a document number that breaks out of its element", { documentNumber: seal("</IdNumber><X>") }, null],
  ])("answers %s", async (_, change, code) => {
    const asked = client().fetchStoredReport({ ...wang, ...change }, soon());
    if (code === null) await expect(asked).resolves.toMatchObject({ kind: "absent" });
    else await expect(asked).rejects.toMatchObject({ code });
  });

  it.each([
    ["wrong credentials", {}, "wrong", "SOURCE_MISCONFIGURED"],
    ["a busy system", { errorRate: 1 }, undefined, "SOURCE_UNAVAILABLE"],
    ["a page in HTML", { malformed: "html" }, undefined, "SOURCE_MALFORMED"],
    ["half a report", { malformed: "half" }, undefined, "SOURCE_MALFORMED"],
    ["a report declared as JSON", { contentType: "application/json" }, undefined, "SOURCE_MALFORMED"],
    [
      "a document type",
      { mutations: [{ find: "<Document>", replace: "<!DOCTYPE d><Document>" }] },
      undefined,
      "SOURCE_MALFORMED",
    ],
    ["an entity of its own", { mutations: [{ find: "王建国", replace: "&wang;" }] }, undefined, "SOURCE_MALFORMED"],
    ["another root", { mutations: [{ find: "Document>", replace: "Page>" }] }, undefined, "SOURCE_MALFORMED"],
  ] as const)("turns %s into a fault that says no value", async (_, faults, password, code) => {
    const log = recordedLog();
    sandbox.control.setFaults("credit-bureau", faults);
    const asked = client(password, log).fetchStoredReport(wang, soon());
    await expect(asked).rejects.toMatchObject({ code });
    sandbox.control.reset();
    expect(JSON.stringify(log.lines)).not.toMatch(/9901|王|wrong/);
  });

  it("loses only the sums when one account cannot be read", async () => {
    sandbox.control.setFaults("credit-bureau", { mutations: [{ find: "1250000.00", replace: "a lot" }] });
    const report = await client().fetchStoredReport(wang, soon());
    sandbox.control.reset();
    expect(report).toMatchObject({ kind: "known", value: { totalDebt: { code: "SOURCE_MALFORMED" } } });
  });
});
