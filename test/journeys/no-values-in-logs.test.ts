import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBank } from "../../sandbox/bank/create-bank.js";
import type { Faults } from "../../sandbox/framework/faults.js";
import { readStoryCustomers, readStoryOperations, type StoryOperation } from "../../src/server/story-operations.js";
import { MY_PAGE } from "../support/my-page.js";
import { openWorld, post, type World } from "../support/world.js";

const STORIES = "schema/operations/stories";

let world: World;
let operations: readonly StoryOperation[];
const told: unknown[] = [];

// A new world for each test: a source that rests after one fault would keep quiet about the next.
beforeEach(async () => {
  told.length = 0;
  for (const method of ["debug", "info", "log", "warn", "error"] as const) {
    vi.spyOn(console, method).mockImplementation((...words) => void told.push(...words.map(String)));
  }
  world = await openWorld({ server: { deadlineMs: 1000 } });
  const ids = new Map<string, string>();
  for (const [name, { manager, ...identifier }] of readStoryCustomers(STORIES)) {
    const { data } = await world.as(manager).ask(FIND, { identifier });
    ids.set(name, data.customersByIdentifier.edges[0].node.id);
  }
  operations = readStoryOperations(STORIES, (name) => ids.get(name));
});
afterEach(async () => {
  await world.stop();
  vi.restoreAllMocks();
});

const FIND = `query ($identifier: IdentifierInput!) {
  customersByIdentifier(identifier: $identifier) { edges { node { id } } }
}`;

/** Whatever is anybody's business alone, of the customer of most stories: as sources say it and as we add it up. */
function clearValues(): string[] {
  const wang = createBank({ seed: 1, size: 1 }).byCif("10000001");
  if (wang === null) throw new Error("the fixture bank has no such customer");
  const records = [wang.core, wang.card, wang.loan, wang.crm].filter((record) => record !== null);
  const amounts = [
    ...wang.accounts.map(({ balance }) => balance),
    ...wang.investments.map(({ marketValue }) => marketValue),
    ...wang.loans.flatMap(({ outstanding, limit, nextDueAmount }) => [outstanding, limit, nextDueAmount ?? ""]),
    ...wang.cards.flatMap(({ owed, limit, available, minimumDue }) => [owed, limit, available, minimumDue ?? ""]),
    "982340.55",
    "482340.55",
    "1273450.00",
    "-291109.45",
    wang.annualIncome ?? "",
  ];
  const all = [
    "10000001",
    "990101850412001",
    wang.birthDate ?? "",
    ...records.flatMap(({ name, documents, contacts }) => [
      name,
      ...documents.map(({ number }) => number),
      ...contacts.map(({ value }) => value),
    ]),
    ...wang.accounts.map(({ accountNumber }) => accountNumber),
    ...wang.investments.map(({ holdingNumber }) => holdingNumber),
    ...wang.loans.map(({ contractNumber }) => contractNumber),
    ...wang.cards.map(({ pan }) => pan),
    ...amounts.flatMap((amount) => [amount, amount.replace(".", "")]),
    wang.report?.reportNumber ?? "",
  ];
  return [...new Set(all)].filter((value) => value !== "");
}

function credentials(): string[] {
  const tokens = world.sandbox.personas().map(({ id }) => world.sandbox.tokenFor(id).split(".")[0] ?? "");
  const secrets = Object.values(world.sandbox.systems).flatMap((system) => Object.entries(system.credentials));
  return [...tokens, ...secrets.filter(([name]) => /secret|password|key$|token/i.test(name)).map(([, value]) => value)];
}

function expectNothingTold(): void {
  const log = world.logged.map((line) => JSON.stringify(line)).join("\n") + told.join("\n");
  const forbidden = [...clearValues(), ...credentials()];
  expect(forbidden.length).toBeGreaterThan(30);
  expect(forbidden.filter((value) => log.includes(value))).toEqual([]);
}

async function tellStories(): Promise<void> {
  for (const { persona, purpose, query, variables } of operations) {
    await world.as(persona, { purpose }).ask(query, variables === "" ? undefined : JSON.parse(variables));
  }
  await world.as("P1").ask(MY_PAGE);
}

it("knows what it looks for", () => {
  expect(clearValues()).toEqual(expect.arrayContaining(["王建国", "990101198504120012", "13900005678", "182340.55"]));
});

it("tells no value while all stories are told", async () => {
  const before = world.logged.length;
  await tellStories();

  expect(world.logged.length - before).toBeGreaterThanOrEqual(operations.length);
  expectNothingTold();
});

const FAULTS: [string, Faults][] = [
  ["HTML", { malformed: "html" }],
  ["half an answer", { malformed: "half" }],
  ["a wrong content type", { contentType: "image/png" }],
  ["an error inside a 200", { errorRate: 1, errorStatus: 200 }],
  ["a refusal", { errorRate: 1, errorStatus: 400 }],
  ["an internal error", { errorRate: 1, errorStatus: 500 }],
  ["a cut connection", { cut: true }],
  ["silence", { hang: true }],
  ["a rate limit", { rateLimitPerMinute: 0 }],
];

it.each(FAULTS)("tells no value while every source answers with %s", async (_, faults) => {
  for (const name of Object.keys(world.sandbox.systems)) world.sandbox.control.setFaults(name, faults);
  const before = world.logged.length;
  await tellStories();

  expect(world.logged.slice(before).some(({ msg }) => msg === "upstream call failed")).toBe(true);
  expectNothingTold();
});

it("tells no value when every field of an answer is of the wrong type", async () => {
  // `[]` after a record reaches each of its fields.
  const everywhere = ["parties[]", "accounts[]", "rows[]", "customers[]", "customers[].cards[]", "data[]", "results[]"];
  for (const name of Object.keys(world.sandbox.systems)) {
    world.sandbox.control.setFaults(name, {
      mutations: everywhere.map((path) => ({ path: `${path}[]`, set: "王建国" })),
    });
  }
  await tellStories();

  expect(world.logged.some(({ msg }) => msg === "answer breaks its contract")).toBe(true);
  expectNothingTold();
});

it("tells no value of what callers get wrong", async () => {
  const secret = "990101198504120012";
  const token = world.sandbox.tokenFor("RM1");
  const purpose = "RELATIONSHIP_MANAGEMENT";
  for (const query of [
    `{ customer(id: "${secret}") { id } }`,
    `{ customersByIdentifier(identifier: { type: E${secret}, value: "王建国" }) { totalCount } }`,
    `{ customersByIdentifier(identifier: { type: MOBILE, value: "13900005678x" }) { totalCount } }`,
    `{ "${secret}`,
    `{ e${secret} }`,
  ]) {
    await post(world.url, { token, purpose, query });
    await post(world.url, { token: `${token}x`, purpose: secret, query });
  }

  expectNothingTold();
});
