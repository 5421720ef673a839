import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toInstant } from "../../../src/domain/instant.js";
import { AssemblyLine } from "../../../src/rights/assembly-line.js";
import { dueDate } from "../../../src/rights/due-date.rule.js";
import { openPackageFiles } from "../../../src/rights/package-files.js";
import { packageOf, type SubjectRequest } from "../../../src/rights/subject-request.js";
import { customer, staff } from "../../support/callers.js";
import { copyOf, openDesk, openerOf, SUBJECT, type OpenDesk } from "../../support/rights/desk.js";
import { unzip } from "../../support/rights/unzip.js";

const DPO = openerOf(staff("DPO1", "DATA_SUBJECT_REQUEST"));
const HIMSELF = openerOf(customer("10000001"));
const onRecord = (): Promise<void> => Promise.resolve();

let open: OpenDesk;
beforeEach(async () => void (open = await openDesk()));
afterEach(() => open.close());

const opened = async (): Promise<SubjectRequest> => (await open.desk.open(SUBJECT, "COPY", DPO)).request;
const again = async ({ id }: SubjectRequest): Promise<SubjectRequest> => {
  const request = await open.desk.read(id);
  if (request === null) throw new Error("the request is gone");
  return request;
};
async function claimed(request: SubjectRequest): Promise<SubjectRequest> {
  const mine = await open.desk.claim(await again(request));
  if (mine === null) throw new Error("somebody else has it");
  return mine;
}
async function delivered(text = "what is held", gaps: readonly string[] = []): Promise<SubjectRequest> {
  const request = await opened();
  await open.desk.deliver(await claimed(request), copyOf(text, gaps));
  return again(request);
}
const stateOf = async (request: SubjectRequest) => open.desk.stateOf(await again(request));

describe("opening", () => {
  it("of two at once, and of any after them, gives the same request", async () => {
    const both = await Promise.all([open.desk, open.beside()].map((desk) => desk.open(SUBJECT, "COPY", DPO)));

    expect(new Set(both.map(({ request }) => request.id)).size).toBe(1);
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await open.desk.open(SUBJECT, "COPY", DPO)).isNew).toBe(false);
  });

  it("by the customer himself is a request of its own", async () => {
    const office = await opened();

    expect((await open.desk.open(SUBJECT, "COPY", HIMSELF)).request.id).not.toBe(office.id);
  });

  it("is possible again once the package is used up or over", async () => {
    const request = await delivered();
    for (let time = 0; time < 2; time += 1) await open.desk.take(await again(request), "staff:DPO1", onRecord);

    expect((await open.desk.open(SUBJECT, "COPY", DPO)).isNew).toBe(true);
  });

  it.each([
    ["2026-06-30T10:00:00+08:00", "Asia/Shanghai", "2026-07-16T00:00:00+08:00"],
    ["2026-06-30T23:59:59+08:00", "Asia/Shanghai", "2026-07-16T00:00:00+08:00"],
    ["2026-10-20T12:00:00+02:00", "Europe/Berlin", "2026-11-05T00:00:00+01:00"],
  ])("on %s in %s is due until %s", (at, zone, due) => {
    expect(dueDate(toInstant(at), 15, zone)).toBe(toInstant(due));
  });
});

describe("assembling", () => {
  it("is one process's; another takes over when that one is dead, as after a restart", async () => {
    const request = await opened();
    await claimed(request);

    expect(await open.beside().claim(await again(request))).toBeNull();
    expect(await stateOf(request)).toBe("ASSEMBLING");
    open.clock.move(2);
    expect(await open.beside().claim(await again(request))).not.toBeNull();
  });

  it("of two that claim at the same moment, only one has it", async () => {
    const request = await opened();
    const claims = await Promise.all([open.desk.claim(request), open.beside().claim(request)]);

    expect(claims.filter((each) => each !== null)).toHaveLength(1);
  });

  it("gives a partial package with its gaps, tries again until it is due, and replaces it by a better one", async () => {
    const request = await delivered("half", ["loan/loans: SOURCE_TIMEOUT"]);
    expect(await stateOf(request)).toBe("PARTIAL");
    expect(await open.desk.claim(request)).toBeNull();

    open.clock.move(60);
    await open.desk.deliver(await claimed(request), copyOf("no better", ["card/cards: SOURCE_TIMEOUT"]));
    expect(packageOf(await again(request))?.number).toBe(1);

    open.clock.move(60);
    await open.desk.deliver(await claimed(request), copyOf("whole"));
    expect(await stateOf(request)).toBe("READY");
    const bytes = await open.desk.take(await again(request), "staff:DPO1", onRecord);
    expect(unzip(bytes).get("core-banking/party.json")?.toString()).toContain("whole");
    // Of the package before nothing is left.
    expect(await open.store.readKey(request.id, 1)).toBeNull();
    expect(await open.files.read(`${request.id}-1.package`)).toBeNull();
  });

  it("is not tried again after it was due", async () => {
    const request = await delivered("half", ["loan/loans: SOURCE_TIMEOUT"]);
    open.clock.move(16 * 24 * 60);

    expect(await open.desk.claim(await again(request))).toBeNull();
    expect(await stateOf(request)).toBe("PARTIAL");
    open.clock.move(24 * 60);
    expect(await stateOf(request)).toBe("EXPIRED");
  });

  it("on a full disk leaves nothing behind, says so, and succeeds when there is room", async () => {
    let isFull = true;
    const memory = openPackageFiles(":memory:");
    const files = {
      ...memory,
      write: (name: string, bytes: Uint8Array) =>
        isFull ? Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" })) : memory.write(name, bytes),
    };
    await open.close();
    open = await openDesk(":memory:", files);
    const request = await opened();
    const reported: string[] = [];
    const report = (_: string | null, code: string): void => void reported.push(code);
    const assemble = () => Promise.resolve(copyOf("whole"));
    const work = async (): Promise<void> => {
      const line = new AssemblyLine({ desk: open.desk, assemble, report, everyMs: 60_000 });
      const ends: readonly unknown[] = ["FAILED", "ASSEMBLED"];
      await vi.waitFor(async () => expect(ends).toContain((await again(request)).events.at(-1)?.kind));
      await line.stop();
    };

    await work();
    expect(reported).toEqual(["ENOSPC"]);
    expect(await stateOf(request)).toBe("ASSEMBLING");
    expect((await again(request)).events.at(-1)).toMatchObject({ kind: "FAILED", code: "ENOSPC" });

    isFull = false;
    open.clock.move(60);
    const tried = open.desk.claim(await again(request));
    await open.desk.layDown((await tried) ?? request);
    expect(await stateOf(request)).toBe("ASSEMBLING");
    const line = new AssemblyLine({ desk: open.desk, assemble, report, everyMs: 60_000 });
    await vi.waitFor(async () => expect(await stateOf(request)).toBe("READY"));
    await line.stop();
  });
});

describe("a package", () => {
  it("is counted, and given out so often and no more", async () => {
    const request = await delivered();
    await open.desk.take(await again(request), "staff:DPO1", onRecord);
    await open.desk.take(await again(request), "staff:DPO1", onRecord);

    await expect(open.desk.take(await again(request), "staff:DPO1", onRecord)).rejects.toMatchObject({
      code: "DOWNLOADS_USED_UP",
    });
    expect(open.desk.isDownloadable(await again(request))).toBe(false);
  });

  it("is not given out twice where it is asked for twice at the last moment", async () => {
    const request = await delivered();
    await open.desk.take(request, "staff:DPO1", onRecord);
    const last = await again(request);
    const taken = await Promise.allSettled([0, 1].map(() => open.desk.take(last, "staff:DPO1", onRecord)));

    expect(taken.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is neither given out nor counted when that cannot be put on record", async () => {
    const request = await delivered();
    const down = new Error("the trail is down");

    await expect(open.desk.take(request, "staff:DPO1", () => Promise.reject(down))).rejects.toBe(down);
    expect((await again(request)).events.map(({ kind }) => kind)).not.toContain("DOWNLOADED");
  });

  it("lies encrypted", async () => {
    const request = await delivered("990101198504120012");
    const file = await open.files.read(`${request.id}-1.package`);

    expect(file?.includes("manifest.json")).toBe(false);
    expect(file?.includes("990101198504120012")).toBe(false);
  });

  it.each(["the first byte", "the middle", "the last byte", "its end cut off"])(
    "is refused with %s changed",
    async (where) => {
      const request = await delivered();
      const name = `${request.id}-1.package`;
      const file = (await open.files.read(name)) ?? Buffer.alloc(0);
      const at = where === "the first byte" ? 0 : where === "the middle" ? file.length >> 1 : file.length - 1;
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await open.files.write(name, where === "its end cut off" ? file.subarray(0, 20) : changed);

      await expect(open.desk.take(request, "staff:DPO1", onRecord)).rejects.toMatchObject({ code: "PACKAGE_TAMPERED" });
    },
  );

  it("is refused in another's place, with the key laid beside it", async () => {
    const request = await delivered();
    const { request: own } = await open.desk.open(SUBJECT, "ACCESS", DPO);
    await open.desk.deliver((await open.desk.claim(own)) ?? own, copyOf("another's"));
    await open.files.write(
      `${request.id}-1.package`,
      (await open.files.read(`${own.id}-1.package`)) ?? Buffer.alloc(0),
    );
    await open.store.keepKey(request.id, 1, (await open.store.readKey(own.id, 1)) ?? "");

    await expect(open.desk.take(request, "staff:DPO1", onRecord)).rejects.toMatchObject({
      code: "PACKAGE_KEY_UNREADABLE",
    });
  });

  it("does not open under another master secret, and not without its file", async () => {
    const request = await delivered();

    await expect(
      open.beside("another master secret, laid by mistake").take(request, "staff:DPO1", onRecord),
    ).rejects.toMatchObject({ code: "PACKAGE_KEY_UNREADABLE" });
    await open.files.remove(`${request.id}-1.package`);
    await expect(open.desk.take(request, "staff:DPO1", onRecord)).rejects.toMatchObject({ code: "PACKAGE_MISSING" });
  });

  it("ends by the clock with its key, and a clock that is set back brings nothing back", async () => {
    const request = await delivered();
    open.clock.move(24 * 60);
    await expect(open.desk.take(request, "staff:DPO1", onRecord)).rejects.toMatchObject({ code: "PACKAGE_EXPIRED" });

    open.clock.move(-60);
    expect(await stateOf(request)).toBe("EXPIRED");
    expect(await open.store.readKey(request.id, 1)).toBeNull();
    expect(await open.files.read(`${request.id}-1.package`)).toBeNull();
    expect(await open.desk.unfinished()).toEqual([]);
  });
});
