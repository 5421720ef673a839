import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "../support/world.js";

const COMPANY = `query ($id: ID!) { customer(id: $id) {
  kind displayName
  person { isMinor }
  organization { legalName unifiedSocialCreditCode registeredCapital { amount }
    registryRecords { source { id } name status registeredCapital { amount currency }
      legalRepresentative { name kind } establishedOn shareholders { name kind percent } freshness { state reason } } }
} }`;

interface Registry {
  readonly source: { readonly id: string };
  readonly name: string | null;
  readonly shareholders: readonly { readonly name: string; readonly kind: string; readonly percent: string }[] | null;
  readonly freshness: { readonly state: string; readonly reason: string | null };
}

describe("A company, as the registries show it side by side", () => {
  let world: World;
  let logistics: string;

  beforeAll(async () => {
    world = await openWorld();
    logistics = await world.customerId("10000014", "CRM1");
  });
  beforeEach(() => world.sandbox.control.reset());
  afterAll(() => world.stop());

  const registries = async (): Promise<Registry[]> => {
    const { data } = await world.as("CRM1").ask(COMPANY, { id: logistics });
    return data.customer.organization.registryRecords;
  };

  it("is an organization, and its name is shown", async () => {
    const { data, errors } = await world.as("CRM1").ask(COMPANY, { id: logistics });

    expect(errors).toEqual([]);
    expect(data.customer).toMatchObject({ kind: "ORGANIZATION", person: null });
    expect(data.customer.displayName).toContain("永丰");
    expect(data.customer.organization.unifiedSocialCreditCode).toMatch(/^91/);
  });

  it("keeps what the registries disagree on", async () => {
    const found = await registries();

    const percentAt = (source: string) => {
      const owners = found.find((record) => record.source.id === source)?.shareholders ?? [];
      return owners.find(({ name }) => name.includes("纺织"))?.percent;
    };
    expect(found.map(({ source }) => source.id)).toEqual(["tianyancha", "qichacha", "gleif"]);
    expect(Number(percentAt("tianyancha"))).toBe(55);
    expect(Number(percentAt("qichacha"))).toBe(51);
  });

  it("masks the persons they name", async () => {
    const ring = await world.customerId("10000021", "CRM1");
    const { data } = await world.as("CRM1").ask(COMPANY, { id: ring });
    const found: Registry[] = data.customer.organization.registryRecords;
    const persons = found.flatMap(({ shareholders }) => shareholders ?? []).filter(({ kind }) => kind === "PERSON");

    expect(persons.length).toBeGreaterThan(0);
    for (const { name } of persons) expect(name).toMatch(/^.\*{1,2}$/u);
  });

  it("names the registry that cannot be reached, and keeps the others", async () => {
    world.sandbox.control.setFaults("qichacha", { errorRate: 1 });

    const found = await registries();

    const states = Object.fromEntries(found.map(({ source, freshness }) => [source.id, freshness.state]));
    expect(states).toMatchObject({ tianyancha: "FRESH", qichacha: "UNAVAILABLE" });
  });

  it("does not ask them when only the bank's own record is wanted", async () => {
    await world
      .as("CRM1")
      .ask("query ($id: ID!) { customer(id: $id) { organization { legalName } } }", { id: logistics });

    const { tianyancha, qichacha, gleif } = world.sandbox.control.counters();
    expect([tianyancha?.calls, qichacha?.calls, gleif?.calls]).toEqual([0, 0, 0]);
  });
});
