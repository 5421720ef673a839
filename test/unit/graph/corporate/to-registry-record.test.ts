import { expect, it } from "vitest";
import type { Instant } from "../../../../src/domain/instant.js";
import type { Known } from "../../../../src/domain/outcome.js";
import type { RegistryRecord } from "../../../../src/domain/records/registry.js";
import type { RequestContext } from "../../../../src/graph/context.js";
import { toRegistryRecord } from "../../../../src/graph/corporate/to-registry-record.js";
import { qichacha } from "../../../../src/sources/qichacha/source.js";
import { decisionOf } from "../../../support/decisions.js";

const DECISION = decisionOf({ clear: ["AMOUNT", "COMPANY_NAME"] });

const context = {
  sources: { facts: () => qichacha },
  session: { sources: { freshness: () => ({ reason: null }) } },
} as unknown as RequestContext;

function shownUnder(code: string | null, inBank: "PERSON_NAME" | "COMPANY_NAME" = "COMPANY_NAME") {
  const value: RegistryRecord = {
    recordId: "1",
    name: "王小明商店",
    registrationNumber: null,
    unifiedSocialCreditCode: code,
    lei: null,
    status: null,
    registeredCapital: null,
    legalRepresentative: null,
    establishedOn: null,
    address: "北京市海淀区某路1号",
    industry: null,
    shareholders: [],
  };
  const at = 0 as Instant;
  const outcome: Known<RegistryRecord> = { kind: "known", source: "qichacha", value, asOf: at, retrievedAt: at };
  return toRegistryRecord(outcome, inBank, DECISION, context);
}

it("shows a company's name and place", () => {
  const record = shownUnder("91330100MA2K3L4M8K");
  expect([record.name?.printed, record.address]).toEqual(["王小明商店", "北京市海淀区某路1号"]);
});

it("masks a sole trader's name, and keeps back where he lives", () => {
  const record = shownUnder("92330100MA2K3L4M8K");
  expect([record.name?.printed, record.address]).toEqual(["王**", null]);
});

it("goes by what the bank knows where the registry gives no code: a sole trader is not shown for want of one", () => {
  const shown = (inBank: "PERSON_NAME" | "COMPANY_NAME") => {
    const record = shownUnder(null, inBank);
    return [record.name?.printed, record.address];
  };
  expect(shown("PERSON_NAME")).toEqual(["王**", null]);
  expect(shown("COMPANY_NAME")).toEqual(["王小明商店", "北京市海淀区某路1号"]);
});
