import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bank } from "../../../sandbox/bank/bank.js";
import { createBank } from "../../../sandbox/bank/create-bank.js";
import { fixtureCustomers } from "../../../sandbox/bank/fixture/fixture.js";
import { companies } from "../../../sandbox/bank/fixture/companies.js";
import { fixtureTransactions } from "../../../sandbox/bank/fixture/transactions.js";
import { checkIdentifier } from "../../../src/domain/identifier-check.js";
import { openWorld, type World } from "../../support/world.js";
import { Collector } from "../collector.js";
import { sensitiveLeaves } from "../leaves.js";
import { printedSchema } from "../schema.js";
import { CanaryBank } from "./canary-bank.js";
import { needlesOf } from "./needles.js";
import { ORIGINS, WITHOUT_CANARY } from "./origins.js";

const made = createBank({ size: 1_000 });
const canary = new CanaryBank(made);
const WANG = "10000001";

describe("the canary bank", () => {
  it("has a marker for every sensitive leaf of the printed graph, or says why it cannot", () => {
    const shown = new Set(Object.values(ORIGINS).flatMap(({ coordinates }) => coordinates));
    const leaves = sensitiveLeaves(printedSchema()).map(({ coordinate }) => coordinate);
    const excused = Object.keys(WITHOUT_CANARY);
    expect(leaves.filter((leaf) => !shown.has(leaf) && !excused.includes(leaf))).toEqual([]);
    expect([...shown, ...excused].filter((coordinate) => !leaves.includes(coordinate))).toEqual([]);
  });

  it("has no origin that no record of the fixture fills", () => {
    const filled = new Set(canary.canaries.flatMap(({ coordinates }) => [...coordinates]));
    const promised = Object.values(ORIGINS).flatMap(({ coordinates }) => coordinates);
    expect(promised.filter((coordinate) => !filled.has(coordinate))).toEqual([]);
  });

  it("has markers that stand nowhere in the bank as it was, and none within another", () => {
    const before = JSON.stringify([fixtureCustomers, companies, [...fixtureTransactions]]);
    const markers = canary.canaries.map(({ marker }) => marker);
    expect(markers.filter((marker) => before.includes(marker))).toEqual([]);
    expect(markers.length).toBeGreaterThan(150);
    const within = markers.filter((marker) => markers.some((other) => other !== marker && other.includes(marker)));
    expect(within).toEqual([]);
  });

  it("leaves no value of before in what it answers", () => {
    const after = JSON.stringify(canary.bank.byCif(WANG));
    for (const value of [
      "王建国",
      "1985-04-12",
      "990101198504120012",
      "E99000001",
      "13900005678",
      "182340.55",
      "500000.00",
    ])
      expect(after).not.toContain(value);
  });

  it("keeps what makes one customer of several records", () => {
    const wang = canary.bank.byCif(WANG);
    const number = canary.markerOf("DOCUMENT_NUMBER", "990101198504120012");
    expect(checkIdentifier("RESIDENT_ID", number).isValid).toBe(true);
    for (const known of [wang?.core, wang?.card, wang?.loan, wang?.crm])
      expect(known?.documents.map((document) => document.number)).toContain(number);
    expect(number.slice(6, 14)).toBe(wang?.birthDate?.replaceAll("-", ""));
    expect(canary.bank.byIdentifier("core", "RESIDENT_ID", number)).toEqual([wang]);
    expect(canary.bank.byIdentifier("core", "RESIDENT_ID", "990101198504120012")).toEqual([wang]);
  });

  it("tells whose a value is: a joint account is its own, held by both", () => {
    const joint = canary.bank.account("JA-900");
    const owner = canary.canaries.find(({ marker }) => marker === joint?.balance);
    expect([...(owner?.owners ?? [])]).toEqual(["JA-900"]);
    expect(canary.bank.byCif(WANG)?.accounts).toContainEqual(joint);
    expect(canary.bank.byCif("10000006")?.accounts).toContainEqual(joint);
  });

  it("lets the generated customers be", () => {
    const other = (bank: Bank) => bank.portfolio("RM1", 0, 50).customers.at(-1);
    expect(other(canary.bank)).toEqual(other(made));
  });
});

describe("a value that leaves", () => {
  const name = canary.canaries.find(({ kind }) => kind === "PERSON_NAME");
  const amount = canary.canaries.find(({ kind }) => kind === "AMOUNT");
  const collector = new Collector(canary.canaries, []);

  it.each([
    ["as it is", (text: string) => text],
    ["in an address", (text: string) => `/search?q=${encodeURIComponent(`a${text}`)}`],
    [
      "escaped",
      (text: string) =>
        JSON.stringify(text).replaceAll(
          /[^\u0020-\u007e]/gu,
          (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
        ),
    ],
    ["in hex", (text: string) => Buffer.from(`x${text}y`).toString("hex")],
    ["in base64", (text: string) => Buffer.from(`{"a":"${text}"}`).toString("base64")],
    ["in base64, shifted", (text: string) => Buffer.from(`..{"a":"${text}"}`).toString("base64")],
    ["in base64, shifted again", (text: string) => Buffer.from(`.{"a":"${text}"}`).toString("base64")],
    ["in a cursor", (text: string) => Buffer.from(text).toString("base64url")],
  ])("is found %s", (_, write) => {
    for (const each of [name, amount]) {
      const seen = collector.sightingsIn("a test", `before ${write(each?.marker ?? "")} after`);
      expect(seen.map(({ canary: found }) => found)).toContain(each);
    }
  });

  it("is not found where only its mask is", () => {
    expect(collector.sightingsIn("a test", `${name?.marker.slice(0, 1)}** 50–100万 9****************2`)).toEqual([]);
  });

  it("is not found in a random id that has an amount's digits", () => {
    const digits = amount?.marker.replace(".", "") ?? "";
    expect(collector.sightingsIn("a test", `"b${digits}-4c1e"`)).toEqual([]);
    expect(collector.sightingsIn("a test", `"4c1e-${digits}f"`)).toEqual([]);
    expect(collector.sightingsIn("a test", `minor: ${digits}, `).map(({ canary: found }) => found)).toEqual([amount]);
  });

  it("has no form so short that chance writes it", () => {
    for (const each of canary.canaries)
      expect(Math.min(...needlesOf(each).map((needle) => Buffer.byteLength(needle))), each.kind).toBeGreaterThanOrEqual(
        5,
      );
  });
});

describe("a gateway in front of the canary bank", () => {
  let world: World;
  let bank: CanaryBank | undefined;

  beforeAll(async () => {
    world = await openWorld({
      sandbox: {
        bank: (original) => {
          bank = new CanaryBank(original);
          return bank.bank;
        },
      },
    });
  });
  afterAll(() => world.stop());

  const canaryOf = (kind: "PERSON_NAME" | "BIRTH_DATE", value: string) => bank?.markerOf(kind, value);

  it("answers its own customer with his markers, and nobody's else", async () => {
    const { text, errors } = await world.as("P1").ask(MY_VALUES);
    expect(errors).toEqual([]);
    const seen = new Collector(bank?.canaries ?? [], []).sightingsIn("answer", text).map(({ canary: found }) => found);
    const [name, birth] = [canaryOf("PERSON_NAME", "王建国"), canaryOf("BIRTH_DATE", "1985-04-12")];
    const balance = bank?.bank.account("DA-101")?.balance;
    expect(seen.map(({ marker }) => marker)).toEqual(expect.arrayContaining([name, birth, balance]));
    // His document stays masked for himself too.
    expect(seen.map(({ kind }) => kind)).not.toContain("DOCUMENT_NUMBER");
    expect(seen.filter(({ owners }) => owners.has("10000002"))).toEqual([]);
  });

  it("links the same records to one customer as before", async () => {
    const id = await world.customerId(WANG, "RM1");
    const { data } = await world
      .as("RM1")
      .ask("query ($id: ID!) { customer(id: $id) { displayName sourceRecords { source { name } } } }", { id });
    expect(data.customer.sourceRecords).toHaveLength(4);
    expect(data.customer.displayName).toBe("王**");
  });
});

const MY_VALUES = `{
  viewer {
    customer {
      displayName
      person { birthDate documents { number display } }
      depositAccounts { edges { node { number balance { amount display } } } }
    }
  }
}`;
