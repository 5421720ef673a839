import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { toGlobalId } from "../../src/graph/global-id.js";
import { movableClock } from "../support/movable-clock.js";
import { fetchPackage } from "../support/rights/fetch-package.js";
import { unzip } from "../support/rights/unzip.js";
import { openWorld, story, type Data, type World } from "../support/world.js";

const OPEN = `mutation ($p: ID!, $kind: SubjectRequestKind!) {
  openSubjectRequest(subjectId: $p, kind: $kind) { id state subject { id displayName } }
}`;
const NOBODY = toGlobalId("Customer", "00000000000000000000000000");

const folder = mkdtempSync(join(tmpdir(), "subject-requests-"));
const rights = {
  store: join(folder, "rights.sqlite"),
  packages: join(folder, "packages"),
  everySeconds: 1,
  retryMinutes: 1,
};
const clock = movableClock();
let world: World;
let wang: string;
let zhao: string;

vi.setConfig({ testTimeout: 60_000 });
beforeAll(async () => {
  world = await openWorld({ clock, rights, identityStore: join(folder, "identity.sqlite") });
  wang = await world.customerId("10000001", "RM1");
  zhao = await world.customerId("10000006", "RM2");
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(persona: string, subject = wang, kind = "COPY", purpose?: string) {
  const { data, errors } = await world
    .as(persona, purpose === undefined ? {} : { purpose })
    .ask(OPEN, { p: subject, kind });
  return {
    id: data?.openSubjectRequest.id as string,
    request: data?.openSubjectRequest,
    code: errors[0]?.extensions.code,
  };
}

/** The request when it has got so far. */
async function whenIs(state: string, persona: string, id: string, at: World = world, timeout = 50_000): Promise<Data> {
  return vi.waitFor(
    async () => {
      const { data } = await at.as(persona).ask(story("14-subject-request"), { id });
      expect(data.subjectRequest.state).toBe(state);
      return data.subjectRequest;
    },
    { timeout, interval: 50 },
  );
}

describe("who may not", () => {
  it.each([
    ["a manager, of his own customer", "RM1", undefined, "ACCESS_DENIED"],
    ["the officer, while she audits", "DPO1", "AUDIT", "ACCESS_DENIED"],
    ["the call centre", "CC1", undefined, "CUSTOMER_NOT_REACHABLE"],
  ])("open a request: %s", async (_, persona, purpose, code) => {
    expect(await open(persona, wang, "COPY", purpose)).toMatchObject({ code });
  });

  it("a customer, of somebody else: as if there were no such customer", async () => {
    expect((await open("P1", zhao)).code).toBe("CUSTOMER_NOT_REACHABLE");
    expect((await open("P1", NOBODY)).code).toBe("CUSTOMER_NOT_REACHABLE");
    expect((await open("DPO1", NOBODY)).code).toBe("CUSTOMER_NOT_REACHABLE");
  });

  it("see or download a request: everybody else, with one answer for all", async () => {
    const { id } = await open("DPO1");
    const { downloadUrl } = await whenIs("READY", "DPO1", id);

    for (const persona of ["RM1", "T1", "AUD1", "P1", "customer:10000006"]) {
      const { data } = await world
        .as(persona, {
          purpose: world.sandbox.personas().find((each) => each.id === persona)?.purposes[0] ?? "SELF_SERVICE",
        })
        .ask(`query ($id: ID!) { subjectRequest(id: $id) { state } node(id: $id) { id } }`, { id });
      expect([persona, data]).toEqual([persona, { subjectRequest: null, node: null }]);
      const purpose = world.sandbox.personas().find((each) => each.id === persona)?.purposes[0] ?? "SELF_SERVICE";
      expect(await fetchPackage(world, persona, downloadUrl, purpose)).toMatchObject({
        status: 404,
        code: "SUBJECT_REQUEST_NOT_FOUND",
      });
    }
    const unknown = downloadUrl.replace(id, toGlobalId("SubjectRequest", "0b0e6f7e-0000-4000-8000-000000000000"));
    for (const path of [unknown, downloadUrl.replace(id, "dsr_x"), downloadUrl.replace(id, "..%2f..%2fetc")])
      expect((await fetchPackage(world, "DPO1", path)).code).toBe("SUBJECT_REQUEST_NOT_FOUND");
    expect((await fetch(world.url + downloadUrl)).status).toBe(401);
    expect((await fetchPackage(world, "DPO1", downloadUrl, "AUDIT")).status).toBe(404);
  });
});

describe("kinds", () => {
  it.each(["CORRECTION", "ERASURE", "RESTRICTION"])("%s is refused, and nobody is asked", async (kind) => {
    world.sandbox.control.resetCounters();

    expect((await open("DPO1", wang, kind)).code).toBe("SUBJECT_REQUEST_KIND_NOT_SERVED");
    expect(Object.values(world.sandbox.control.counters()).every(({ calls }) => calls === 0)).toBe(true);
  });

  it("an unknown one is no word of the graph; an id of another type is none of a customer", async () => {
    expect((await open("DPO1", wang, "EVERYTHING")).code).toBe("BAD_USER_INPUT");
    expect((await open("DPO1", toGlobalId("SubjectRequest", "x"))).code).toBe("INVALID_ID");
  });
});

describe("a customer's own request", () => {
  it("is his alone, under his own terms: others and his numbers are masked", async () => {
    const { id, request } = await open("P1");
    expect(request.subject).toEqual({ id: wang, displayName: "王建国" });
    const { downloadUrl } = await whenIs("READY", "P1", id);
    const asked = await world.as("DPO1").ask(story("14-subject-request"), { id });
    expect(asked.data.subjectRequest).toBeNull();

    const { bytes } = await fetchPackage(world, "P1", downloadUrl);
    const files = [...unzip(bytes).values()].map(String).join("\n");
    expect(files).toContain("13900005678");
    expect(files).not.toContain("990101198504120012");
    expect(files).not.toContain("赵强");
  });
});

describe("a company's copy", () => {
  it("holds what the registers say of it; the people whom they name are others", async () => {
    const { id } = await open("DPO1", await world.customerId("10000013", "CRM1"));
    const { downloadUrl, perSource } = await whenIs("READY", "DPO1", id);
    const files = unzip((await fetchPackage(world, "DPO1", downloadUrl)).bytes);
    const [company] = JSON.parse(String(files.get("tianyancha/company.json"))) as Data[];

    expect(perSource.map(({ source }: Data) => source.id)).toEqual(expect.arrayContaining(["tianyancha", "qichacha"]));
    expect(company.unifiedSocialCreditCode).toMatch(/^9/);
    expect(company.legalRepresentative).toMatchObject({
      kind: "PERSON",
      masked: [{ field: "name", reason: "THIRD_PARTY_DATA" }],
    });
    expect(company.legalRepresentative.name).toMatch(/\*$/);
  });
});

describe("packages", () => {
  it("are counted, and a question about headers is no download", async () => {
    const { id } = await open("DPO1", wang, "ACCESS");
    const { downloadUrl } = await whenIs("READY", "DPO1", id);
    const headers = { authorization: `Bearer ${world.sandbox.tokenFor("DPO1")}`, "x-purpose": "DATA_SUBJECT_REQUEST" };
    expect((await fetch(world.url + downloadUrl, { method: "HEAD", headers })).status).toBe(404);

    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await fetchPackage(world, "DPO1", downloadUrl)).code);
    expect(statuses).toEqual([null, null, null, "DOWNLOADS_USED_UP"]);
  });

  it("that somebody has changed are refused, and said so in the log", async () => {
    const { id } = await open("DPO1", wang, "PORTABILITY");
    const { downloadUrl } = await whenIs("READY", "DPO1", id);
    const key = Buffer.from(id.slice("dsr_".length), "base64url").toString();
    const file = join(rights.packages, readdirSync(rights.packages).find((name) => name.startsWith(key)) ?? "");
    const bytes = readFileSync(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(file, bytes);

    expect(await fetchPackage(world, "DPO1", downloadUrl)).toMatchObject({ status: 500, code: "PACKAGE_TAMPERED" });
    expect(world.logged).toContainEqual(expect.objectContaining({ request: key, code: "PACKAGE_TAMPERED" }));
    expect(bytes.includes("990101198504120012")).toBe(false);
  });
});

describe("a gateway that starts after another has gone", () => {
  it("goes on with what that one had in hand", async () => {
    const other = { ...rights, store: join(folder, "other.sqlite") };
    const identityStore = join(folder, "identity.sqlite");
    world.sandbox.control.setFaults("core-banking", { hang: true });
    const first = await openWorld({ beside: world.sandbox, clock, rights: other, identityStore });
    const { data } = await first
      .as("DPO1")
      .ask(OPEN.replace("subject { id displayName }", ""), { p: wang, kind: "COPY" });
    const { id } = data.openSubjectRequest as { id: string };
    await whenIs("ASSEMBLING", "DPO1", id, first);
    await first.stop();
    world.sandbox.control.clearFaults("core-banking");

    const second = await openWorld({ beside: world.sandbox, clock, rights: other, identityStore });
    const { downloadUrl } = await whenIs("READY", "DPO1", id, second);
    expect((await fetchPackage(second, "DPO1", downloadUrl)).status).toBe(200);
    await second.stop();
  });
});

describe("a source that is down", () => {
  it("leaves a named gap, and is asked again until it answers", async () => {
    world.sandbox.control.setFaults("loan", { cut: true });
    const { id } = await open("P1", wang, "PORTABILITY");
    const partial = await whenIs("PARTIAL", "P1", id);
    world.sandbox.control.clearFaults("loan");

    expect(partial.gaps).toEqual([
      expect.stringMatching(/^loan\/borrowers: SOURCE_/),
      expect.stringMatching(/^loan\/loans: SOURCE_/),
    ]);
    expect(partial.perSource.find(({ source }: Data) => source.id === "loan")).toMatchObject({
      state: "UNAVAILABLE",
      recordCount: null,
      retainedBecause: null,
    });
    expect((await fetchPackage(world, "P1", partial.downloadUrl)).status).toBe(200);
    // The source's breaker may rest for a while of its own; each try is a minute after the one before. The card
    // system takes no request that is signed with another time than its own, so little of it may pass.
    const whole = await vi.waitFor(
      async () => {
        clock.move(1);
        return await whenIs("READY", "P1", id, world, 12_000);
      },
      { timeout: 50_000, interval: 100 },
    );
    expect(whole.gaps).toEqual([]);
    expect(whole.manifestHash).not.toBe(partial.manifestHash);
  }, 80_000);
});
