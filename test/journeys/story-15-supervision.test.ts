import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, story, type Data, type World } from "../support/world.js";

const SPAN = { from: "2026-06-01T00:00:00+08:00", to: "2026-07-01T00:00:00+08:00" };

describe("Story 15: the supervisor looks for unusual access", () => {
  let world: World;
  let folder: string;
  let store: string;
  let wang: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "supervision-"));
    store = join(folder, "audit.sqlite");
    world = await openWorld({ auditStore: store });
    wang = await world.customerId("10000001", "RM1");
    const { data } = await world.as("AN1").ask(`{ customers(first: 100) { edges { node { id } } } }`);
    let read = 0;
    for (const { node } of data.customers.edges) {
      if (read === 40) break;
      const answer = await world
        .as("RM1")
        .ask(`query ($id: ID!) { customer(id: $id) { viewerAccess { basis } } }`, { id: node.id });
      if (answer.data.customer?.viewerAccess.basis === "OUTSIDE_PORTFOLIO") read += 1;
    }
    expect(read).toBe(40);
    await world.as("RISK1").ask(
      `mutation ($s: ID!) { requestAccess(input: {
        subjectId: $s, fields: ["documents.number"], reason: "nobody to ask at night", emergency: true, minutes: 30
      }) { id } }`,
      { s: wang },
    );
  });
  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const supervise = async (): Promise<Data> => {
    const { data, errors } = await world.as("AUD1").ask(story("15-supervise"), SPAN);
    expect(errors).toEqual([]);
    return data;
  };

  it("sees that RM1 read 40 customers outside his portfolio in an hour, with score, reason and events", async () => {
    const { accessAnomalies, auditEvents } = await supervise();

    const worst = accessAnomalies.find(({ rule }: Data) => rule === "OUTSIDE_PORTFOLIO");
    expect(worst).toMatchObject({
      actor: { id: "RM1" },
      count: 40,
      score: {
        value: 1,
        explanation: {
          summary: "opened 40 customers outside the portfolio within an hour; 10 are usual at most",
          factors: [
            { name: "customers", value: 40 },
            { name: "usualAtMost", value: 10 },
          ],
        },
      },
    });
    expect(worst.events.edges).toHaveLength(5);
    expect(worst.events.edges[0].node).toMatchObject({ action: "READ" });
    const outside = auditEvents.edges.filter(({ node }: Data) => node.actor === "staff:RM1");
    expect(outside.length).toBeGreaterThanOrEqual(40);
  });

  it("sees emergency access that waits for its review", async () => {
    const { accessGrants } = await supervise();

    expect(accessGrants).toMatchObject({
      totalCount: 1,
      edges: [{ node: { emergency: true, subjectId: wang, usageCount: 0 } }],
    });
  });

  it("is refused to who is no auditor, and that is on record", async () => {
    const { errors } = await world.as("RM1").ask(story("15-supervise"), SPAN);

    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["ACCESS_DENIED"]));
  });

  it("gets the proof that the record is whole; and of a removed event, its position", async () => {
    expect((await supervise()).auditIntegrity).toMatchObject({ chainValid: true, findings: [] });

    const file = new DatabaseSync(store);
    const victim = file
      .prepare("select position, writer, sequence from audit_event where actor = 'staff:RM1' order by position limit 1")
      .get() as { position: number; writer: string; sequence: number };
    file.exec("drop trigger audit_event_no_delete");
    file.prepare("delete from audit_event where position = ?").run(victim.position);
    file.close();

    const { auditIntegrity } = await supervise();
    expect(auditIntegrity.chainValid).toBe(false);
    expect(auditIntegrity.findings).toContainEqual(
      expect.objectContaining({ kind: "MISSING", position: `${victim.writer}#${victim.sequence}` }),
    );
  });
});
