import { afterAll, expect, it } from "vitest";
import type { CustomerId } from "../../../src/domain/customer-id.js";
import type { Link } from "../../../src/domain/membership.js";
import type { SourceName } from "../../../src/domain/source.js";
import { fixedClock } from "../../../src/platform/clock.js";
import { startDeadline } from "../../../src/platform/deadline.js";
import { CustomerProfile } from "../../../src/profile/customer-profile.js";
import { RequestSources } from "../../../src/profile/request-sources.js";
import { SourceRegister } from "../../../src/profile/source-register.js";
import type { Sources } from "../../../src/profile/sources.js";
import { card } from "../../../src/sources/card/source.js";
import { coreBanking } from "../../../src/sources/core-banking/source.js";
import { loan } from "../../../src/sources/loan/source.js";
import { decisionOf } from "../../support/decisions.js";
import { deposit, known, listing } from "../../support/holdings.js";
import { judgementOf } from "../../support/judgement.js";
import { NOON, person } from "../../support/parties.js";
import { reveal } from "../../support/reveal.js";

const deadline = startDeadline(60_000);
afterAll(() => deadline.release());

const ID = "a".repeat(26) as CustomerId;
const SELF = decisionOf();

/** A customer with two records in the core, who holds one account through both; loans and cards were never asked, or had nothing. */
function profile(searched: readonly SourceName[]): CustomerProfile {
  const account = deposit({ id: "a1", balance: "100.00", holders: { c1: "PRIMARY", c2: "JOINT" } });
  const parties = listing([person({ recordId: "c1" }), person({ recordId: "c2" })]);
  const holdings = { parties, accounts: listing([account]), investments: listing([]) };
  const core = { fetchParties: () => Promise.resolve(known("core-banking", holdings)) };
  const upstreams = [coreBanking, loan, card].map((facts) => ({ facts }));
  const register = new SourceRegister(upstreams as never, fixedClock(NOON));
  const sources = { core, loan: {}, card: {}, crm: {}, register } as unknown as Sources;
  const links = ["c1", "c2"].map((recordId) => ({ source: "core-banking", recordId, customerId: ID }) as Link);
  return new CustomerProfile(
    SELF,
    { customerId: ID, links, searched: new Map(searched.map((source) => [source, NOON])) },
    new RequestSources(sources, { page: deadline, gated: deadline }, fixedClock(NOON)),
    "CNY",
    { judgement: () => Promise.resolve(judgementOf()) },
  );
}

it("an account that two records of one customer hold together counts once", async () => {
  const { position } = await profile(["loan", "card"]).position();
  expect(reveal(position)).toMatchObject({
    deposits: { sealed: { amount: "100.00" } },
    productCount: 1,
    complete: true,
  });
});

it("a system that has said that it does not know the customer is absent; one that was never asked is unavailable", async () => {
  const some = profile(["loan"]);
  expect(await some.loans()).toMatchObject({ kind: "absent", asOf: NOON });
  expect(await some.creditCards()).toMatchObject({ kind: "unavailable", because: { code: "SOURCE_UNAVAILABLE" } });
  expect((await some.position()).position).toMatchObject({ complete: false, missingSources: ["card"] });
});
