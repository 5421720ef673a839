import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBank } from "../../sandbox/bank/create-bank.js";
import type { GraphqlAnswer } from "../../src/main/ask.js";
import { faultsOf } from "../../src/main/demo-check.js";
import { printPage, SECTIONS, TOTALS, type DemoPage } from "../../src/main/demo-page.js";
import { openWorld, story, type Data, type World } from "../support/world.js";

const books = createBank({ seed: 1, size: 1 }).byCif("10000001");
if (books === null) throw new Error("the fixture bank has no such customer");

let world: World;
let page: GraphqlAnswer<DemoPage>;

beforeAll(async () => {
  world = await openWorld();
  const id = await world.customerId("10000001", "RM1");
  const { data, errors } = await world.as("RM1").ask(story("03-customer-360"), { id });
  page = { data, errors };
});
afterAll(() => world.stop());

function spoilt(change: (customer: Data, answer: Data) => void): string[] {
  const answer: Data = structuredClone(page);
  change(answer.data.customer, answer);
  return faultsOf(answer, books ?? expect.fail("no books"));
}

describe("The demonstration's check, by which it ends well or not", () => {
  it("finds nothing wrong with the page as it is", () => {
    expect(spoilt(() => undefined)).toEqual([]);
  });

  it.each(TOTALS)("notices a wrong, a hidden or a missing %s", (name) => {
    const fault = [`position.${name} is not what the books say`];

    expect(spoilt(({ position }) => (position[name].amount = "982340.56"))).toEqual(fault);
    expect(spoilt(({ position }) => (position[name].amount = null))).toEqual(fault);
    expect(spoilt(({ position }) => (position[name] = null))).toEqual(fault);
  });

  it.each(SECTIONS)("notices that %s is missing, empty or not fresh", (name) => {
    expect(spoilt((customer) => (customer[name] = null))).toEqual([`${name} is missing`]);
    expect(spoilt((customer) => (customer[name].edges = []))).toEqual([`${name} is missing`]);
    expect(spoilt((customer) => (customer[name].sources[0].state = "STALE"))).toEqual([`${name} is not fresh`]);
  });

  it("notices a total that is not complete, and a product too many or too few", () => {
    expect(spoilt(({ position }) => (position.complete = false))).toHaveLength(1);
    expect(spoilt(({ position }) => (position.productCount = 6))).toHaveLength(1);
    expect(spoilt(({ position }) => (position.productCount = null))).toHaveLength(1);
  });

  it("notices a name in clear, and a name that is missing", () => {
    expect(spoilt((customer) => (customer.displayName = "王建国"))).toEqual(["the name is not masked"]);
    expect(spoilt((customer) => (customer.displayName = null))).toEqual(["the name is not masked"]);
  });

  it("notices every error, and a page without the customer", () => {
    expect(spoilt((_, answer) => (answer.errors = [{ message: "loan: gone" }]))).toEqual(["loan: gone"]);
    expect(spoilt((_, answer) => (answer.data = null))).toEqual(["the customer is missing"]);
    expect(spoilt((_, answer) => (answer.data.customer = null))).toEqual(["the customer is missing"]);
  });

  it("prints a page with gaps as one with gaps", () => {
    const answer: Data = structuredClone(page);
    answer.data.customer.loans = null;
    answer.data.customer.position.complete = false;
    answer.data.customer.position.totalOwed = null;
    const printed = printPage(answer as GraphqlAnswer<DemoPage>, 12);

    expect(printed).toMatch(/Owed\s+unknown/);
    expect(printed).toMatch(/Complete\s+NO/);
    expect(printed).toContain("Loans: not shown");
  });
});
