/**
 * What facts add to a request for one customer, once his records are read: choosing, checking, weighing and naming every
 * statement of every attribute, over four sources that disagree. `npm run build && node dist/bench/provenance.js`
 */
import { cpus } from "node:os";
import { StatementMarks } from "../src/access/overrides/statement-marks.js";
import { ATTRIBUTES, type Attribute } from "../src/domain/attribute.js";
import { toCalendarDate, toInstant } from "../src/domain/instant.js";
import type { ContactRecord, PartyRecord } from "../src/domain/records/party.js";
import { seal } from "../src/domain/sealed.js";
import type { SourceFacts, SourceName } from "../src/domain/source.js";
import { survivorshipConfig } from "../src/platform/config-survivorship.js";
import { credibilityOf } from "../src/profile/survivorship/credibility.js";
import { isInConflict } from "../src/profile/survivorship/in-conflict.js";
import { RuleBook } from "../src/profile/survivorship/rule-book.js";
import { statedBy, type AttributeStatement } from "../src/profile/survivorship/stated.js";
import { StewardChoices } from "../src/profile/survivorship/steward-choices.js";
import { survive } from "../src/profile/survivorship/survivorship.js";

const ROUNDS = 2_000;
const NOW = toInstant("2026-06-30T10:00:00+08:00");
const TODAY = toCalendarDate("2026-06-30");
const SOURCES: readonly SourceName[] = ["core-banking", "loan", "card", "crm"];

function contact(kind: ContactRecord["kind"], value: string, days: number): ContactRecord {
  const observedAt = toInstant(new Date(NOW - days * 86_400_000).toISOString());
  return { kind, value: seal(value), verification: "NONE", observedAt, preferred: false, doNotContact: false };
}

/** One system's record of a person; each holds another mobile and address than the next. */
function record(source: SourceName, index: number): PartyRecord {
  return {
    source,
    recordId: String(index),
    kind: "PERSON",
    status: "ACTIVE",
    name: seal("王小明"),
    birthDate: seal(toCalendarDate("1990-03-07")),
    nationality: "CN",
    occupation: "工程师",
    annualIncome: seal({ amount: "360000.00", currency: "CNY" }),
    riskAppetite: seal("BALANCED"),
    taxResidency: seal("CN"),
    documents: [
      {
        type: "RESIDENT_ID",
        number: seal("110101199003070011"),
        issuer: null,
        validTo: toCalendarDate("2038-04-12"),
        verifiedWithAuthorityAt: null,
      },
    ],
    contacts: [
      contact("MOBILE", `1390000000${index}`, index * 100),
      contact("EMAIL", "a@mail.example", index * 100),
      contact("ADDRESS", `浙江省宁波市江东区百丈路${index}号`, index * 100),
    ],
    guardians: [],
    wards: [],
    registration: null,
    confidentiality: "NORMAL",
    observedAt: NOW,
    collectedBy: null,
    collectionChannel: null,
    crossReference: null,
  };
}

const book = new RuleBook(survivorshipConfig.parse({}));
const facts = new Map(SOURCES.map((name, index) => [name, { trust: 0.5 + index / 10 } as SourceFacts]));
const marks = new StatementMarks("a secret of benchmarks, and of nothing else");
const parties = SOURCES.map(record);

function oneCustomer(): number {
  const choices = new StewardChoices([], marks, NOW);
  const known = new Map<Attribute, readonly AttributeStatement[]>();
  const stated = (attribute: Attribute): readonly AttributeStatement[] => {
    const statements = known.get(attribute) ?? statedBy(parties, attribute);
    known.set(attribute, statements);
    return statements;
  };
  let seen = 0;
  for (const attribute of ATTRIBUTES) {
    const { choice } = survive(attribute, stated, { book, facts, now: NOW, today: TODAY, choices });
    if (choice === null) continue;
    seen += credibilityOf(choice).value + Number(isInConflict(choice));
    for (const { statement } of choice.ranked) seen += choices.markOf(statement).length;
  }
  return seen;
}

for (let round = 0; round < ROUNDS; round += 1) oneCustomer();
const before = process.cpuUsage();
for (let round = 0; round < ROUNDS; round += 1) oneCustomer();
const { user, system } = process.cpuUsage(before);
const statements = ATTRIBUTES.reduce((sum, attribute) => sum + statedBy(parties, attribute).length, 0);
console.log(`${cpus()[0]?.model ?? "unknown"}, Node ${process.versions.node}`);
console.log(
  `${ATTRIBUTES.length} attributes, ${statements} statements: ${((user + system) / ROUNDS / 1_000).toFixed(3)} ms`,
);
