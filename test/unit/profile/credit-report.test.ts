import { afterAll, describe, expect, it } from "vitest";
import { AccessError } from "../../../src/access/access-error.js";
import type { CustomerId } from "../../../src/domain/customer-id.js";
import type { Instant } from "../../../src/domain/instant.js";
import type { Outcome } from "../../../src/domain/outcome.js";
import type { ConsentRecord } from "../../../src/domain/records/coverage.js";
import type { PartyRecord } from "../../../src/domain/records/party.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { fixedClock } from "../../../src/platform/clock.js";
import { startDeadline } from "../../../src/platform/deadline.js";
import { fetchStoredReport } from "../../../src/profile/credit-report.js";
import type { CustomerProfile } from "../../../src/profile/customer-profile.js";
import type { RequestSources } from "../../../src/profile/request-sources.js";
import { decisionOf } from "../../support/decisions.js";
import { absent, known, unavailable } from "../../support/holdings.js";
import { NOON, person, RESIDENT_IDS } from "../../support/parties.js";
import { reveal } from "../../support/reveal.js";

const deadline = startDeadline(60_000);
afterAll(() => deadline.release());

const FAULT = new SourceFault("crm", "SOURCE_MALFORMED");
const GRANTED: ConsentRecord = {
  consentId: "consent-1",
  purpose: "CREDIT_APPROVAL",
  scope: ["CREDIT_BUREAU"],
  state: "GRANTED",
  version: null,
  channel: null,
  grantedAt: 0 as Instant,
  withdrawnAt: null,
  expiresAt: null,
  evidenceRef: null,
};
const SELF = decisionOf();
const NOBODY = decisionOf({ level: "NONE" });
const documented = person({ documents: { PASSPORT: "E12345678", RESIDENT_ID: RESIDENT_IDS[0] } });

interface Situation {
  readonly consents?: Outcome<readonly ConsentRecord[] | SourceFault>;
  readonly party?: PartyRecord | null;
  readonly decision?: typeof SELF;
  readonly bureau?: () => Promise<Outcome<never>>;
}

/** Asks for the report, with an account of what the bureau was asked. */
async function asking({ consents = known("crm", [GRANTED]), party = documented, decision = SELF, bureau }: Situation) {
  const asked: unknown[] = [];
  const profile = {
    id: "" as CustomerId,
    decision,
    consents: () => Promise.resolve(consents),
    bestParty: () => Promise.resolve(party),
  } as unknown as CustomerProfile;
  const sources = {
    gatedDeadline: deadline,
    note: <T>(outcome: T): T => outcome,
    all: {
      bureau: {
        fetchStoredReport: (question: object) => {
          asked.push(reveal(question));
          return bureau === undefined ? Promise.resolve(absent("credit-bureau")) : bureau();
        },
      },
    },
  } as unknown as RequestSources;
  return { result: await fetchStoredReport(profile, sources, "SELF", fixedClock(NOON)), asked };
}

describe("the stored credit report", () => {
  it("is asked for by the resident number, with the consent in force", async () => {
    const { result, asked } = await asking({});
    expect(asked).toEqual([
      {
        documentType: "RESIDENT_ID",
        documentNumber: { sealed: RESIDENT_IDS[0] },
        reason: "SELF",
        consentId: "consent-1",
      },
    ]);
    expect(result).toMatchObject({ kind: "report", consentId: "consent-1", outcome: { kind: "absent" } });
  });

  it("is asked for by another document of somebody who has no resident number", async () => {
    const { asked } = await asking({ party: person({ documents: { PASSPORT: "E12345678" } }) });
    expect(asked).toMatchObject([{ documentType: "PASSPORT" }]);
  });

  it("is unavailable when the bureau is", async () => {
    const bureau = () => Promise.reject(new SourceFault("credit-bureau", "SOURCE_TIMEOUT"));
    expect((await asking({ bureau })).result).toMatchObject({
      kind: "report",
      outcome: { kind: "unavailable", source: "credit-bureau" },
    });
  });

  it("does not hide a mistake of ours behind the bureau", async () => {
    await expect(asking({ bureau: () => Promise.reject(new TypeError("ours")) })).rejects.toThrow("ours");
  });
});

describe("the bureau is not even asked", () => {
  it.each<[string, Situation["consents"]]>([
    ["without a consent", known("crm", [])],
    ["with a consent to something else", known("crm", [{ ...GRANTED, scope: ["MARKETING"] }])],
    ["with a consent for another purpose", known("crm", [{ ...GRANTED, purpose: "MARKETING" }])],
    ["with a consent whose purpose cannot be read", known("crm", [{ ...GRANTED, purpose: FAULT }])],
    ["with a consent that was denied", known("crm", [{ ...GRANTED, state: "DENIED" }])],
    ["with one that was withdrawn", known("crm", [{ ...GRANTED, state: "WITHDRAWN", withdrawnAt: 1 as Instant }])],
    [
      "with one that was withdrawn while its state was not kept",
      known("crm", [{ ...GRANTED, withdrawnAt: 1 as Instant }]),
    ],
    ["with one that has expired", known("crm", [{ ...GRANTED, expiresAt: (NOON - 1) as Instant }])],
    ["with one that expires this moment", known("crm", [{ ...GRANTED, expiresAt: NOON }])],
    ["with one whose state cannot be read", known("crm", [{ ...GRANTED, state: FAULT }])],
    ["with one whose end cannot be read", known("crm", [{ ...GRANTED, expiresAt: FAULT }])],
    ["with one whose withdrawal cannot be read", known("crm", [{ ...GRANTED, withdrawnAt: FAULT }])],
    ["when the consents cannot be read", known("crm", FAULT)],
    ["when the CRM does not know the customer", absent("crm")],
    ["when the CRM is down", unavailable("crm")],
  ])("%s", async (_, consents) => {
    const { result, asked } = await asking(consents === undefined ? {} : { consents });
    expect(result).toEqual({ kind: "consent-required" });
    expect(asked).toEqual([]);
  });

  it.each<[string, PartyRecord | null]>([
    ["for somebody without a document", person()],
    ["when the documents cannot be read", { ...documented, documents: FAULT }],
    ["when nobody can say who he is", null],
  ])("%s", async (_, party) => {
    const { result, asked } = await asking({ party });
    expect(result).toMatchObject({ kind: "report", outcome: { kind: "unavailable", source: "core-banking" } });
    expect(asked).toEqual([]);
  });

  it("for somebody who does not reach the customer", async () => {
    await expect(asking({ decision: NOBODY })).rejects.toThrow(AccessError);
  });
});

it("one consent in force is enough among others that are not", async () => {
  const expired = { ...GRANTED, consentId: "consent-0", expiresAt: 0 as Instant };
  const current = { ...GRANTED, consentId: "consent-2", expiresAt: (NOON + 1) as Instant };
  const { asked } = await asking({ consents: known("crm", [expired, current]) });
  expect(asked).toMatchObject([{ consentId: "consent-2" }]);
});
