import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SourceFacts } from "../../../src/domain/source.js";
import { Contract } from "../../../src/platform/contract.js";
import { startDeadline, type Deadline } from "../../../src/platform/deadline.js";
import { CoreBankingClient } from "../../../src/sources/core-banking/client.js";
import { coreBanking } from "../../../src/sources/core-banking/source.js";
import { TianyanchaClient } from "../../../src/sources/tianyancha/client.js";
import { tianyancha } from "../../../src/sources/tianyancha/source.js";
import { Upstream, type UpstreamOptions } from "../../../src/sources/upstream.js";
import { answeringServer, testClock, type AnsweringServer, type CannedAnswer } from "../../support/answering-server.js";
import { recordedLog } from "../../support/sources/upstream.js";

let deadline: Deadline;
const open: Upstream[] = [];
beforeEach(() => {
  deadline = startDeadline(5_000);
});
afterEach(async () => {
  deadline.release();
  await Promise.all(open.splice(0).map((upstream) => upstream.close()));
});

function upstreamAt(
  facts: SourceFacts,
  server: AnsweringServer,
  options: Partial<UpstreamOptions> = {},
  log = recordedLog(),
) {
  const upstream = new Upstream(facts, { baseUrl: server.baseUrl, connections: 8, ...options }, testClock, log);
  open.push(upstream);
  return upstream;
}

const registry = Contract.read("schema/upstream/tianyancha.yaml");
const core = Contract.read("schema/upstream/core-banking.yaml");
const COMPANY = [{ type: "USCC", value: "91990100M0000001X0" }] as const;

const refusing = (code: number) => (): CannedAnswer => ({ body: { error_code: code, reason: "no", result: null } });

describe("A request to an upstream", () => {
  it("carries the time that is left for it, in the header that the configuration names", async () => {
    await using server = await answeringServer(refusing(300000));
    const short = startDeadline(700);
    const usual = new TianyanchaClient(upstreamAt(tianyancha, server), { token: "t" }, registry);
    await usual.fetchCompanies(COMPANY, short);
    short.release();
    const named = upstreamAt(tianyancha, server, { deadlineHeader: "x-time-left" });
    await new TianyanchaClient(named, { token: "t" }, registry).fetchCompanies(COMPANY, deadline);

    const left = Number(server.received[0]?.headers["x-request-deadline-ms"]);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(700);
    // Never more than we shall wait for this source, however much the request has left.
    const other = Number(server.received.at(-1)?.headers["x-time-left"]);
    expect(other).toBeGreaterThan(700);
    expect(other).toBeLessThanOrEqual(tianyancha.timeoutMs);
  });
});

describe("What Tianyancha's own numbers make of the next call", () => {
  it.each([
    [300001, "SOURCE_UNAVAILABLE", "asked again"],
    [300012, "SOURCE_UNAVAILABLE", "asked again"],
    [300008, "SOURCE_MISCONFIGURED", "asked again"],
    [300010, "SOURCE_MISCONFIGURED", "asked again"],
    [300002, "SOURCE_MISCONFIGURED", "left alone"],
    [300003, "SOURCE_MISCONFIGURED", "left alone"],
    [300005, "SOURCE_MISCONFIGURED", "left alone"],
    [300009, "SOURCE_MISCONFIGURED", "left alone"],
    [300011, "SOURCE_MISCONFIGURED", "left alone"],
    [300004, "SOURCE_THROTTLED", "left alone"],
    [300006, "SOURCE_BUDGET_EXHAUSTED", "left alone, with an alarm"],
    [300007, "SOURCE_BUDGET_EXHAUSTED", "left alone, with an alarm"],
  ])("%i is %s: it is %s", async (number, code, then) => {
    await using server = await answeringServer(refusing(number));
    const log = recordedLog();
    const upstream = upstreamAt(tianyancha, server, {}, log);
    const client = new TianyanchaClient(upstream, { token: "t" }, registry);
    const outcomes = [await client.fetchCompanies(COMPANY, deadline)];
    const before = server.received.length;
    outcomes.push(await client.fetchCompanies(COMPANY, deadline));

    expect(outcomes.flat()).toMatchObject([{ because: { code } }, { because: { code } }]);
    expect(server.received.length > before).toBe(then === "asked again");
    const alarms = log.lines.filter(({ level }) => level === "error");
    expect(alarms).toHaveLength(then.endsWith("alarm") ? 1 : 0);
    expect(upstream.budget()?.alarm).toBe(then.endsWith("alarm") ? "SPENT" : "NONE");
    expect(upstream.circuit()).toBe(then === "asked again" ? "CLOSED" : "OPEN");
  });

  it("the day's budget of our own ends the calls, with the alarms in the log and in the status", async () => {
    await using server = await answeringServer(refusing(300000));
    const log = recordedLog();
    const upstream = upstreamAt(tianyancha, server, { resilience: { callsPerDay: 10 } }, log);
    const client = new TianyanchaClient(upstream, { token: "t" }, registry);
    // A company costs two calls.
    const outcomes = [];
    for (let n = 0; n < 6; n += 1) outcomes.push(...(await client.fetchCompanies(COMPANY, deadline)));

    expect(server.received).toHaveLength(10);
    expect(outcomes.at(-1)).toMatchObject({ kind: "unavailable", because: { code: "SOURCE_BUDGET_EXHAUSTED" } });
    expect(upstream.budget()).toEqual({ limit: 10, used: 10, alarm: "SPENT" });
    const alarms = log.lines.filter(({ level }) => level === "error").map(({ record }) => record);
    expect(alarms).toEqual([
      { source: "tianyancha", used: 8, limit: 10, alarm: "NEARLY_SPENT" },
      { source: "tianyancha", used: 10, limit: 10, alarm: "SPENT" },
    ]);
  });
});

describe("A core that refuses one token after the other", () => {
  it("is not asked three times for every question", async () => {
    await using server = await answeringServer(({ target }) =>
      target.includes("/oauth/token")
        ? {
            body: {
              access_token: "a token of sixteen letters",
              token_type: "Bearer",
              expires_in: 300,
              scope: "parties",
            },
          }
        : { status: 401, body: { error: { code: "TOKEN_INVALID", message: "no", traceId: "1" } } },
    );
    const upstream = upstreamAt(coreBanking, server);
    const client = new CoreBankingClient(upstream, { clientId: "c", clientSecret: "s" }, core, testClock);
    for (let n = 0; n < 20; n += 1) {
      await expect(client.fetchAccounts(["A-1"], deadline)).rejects.toMatchObject({ code: "SOURCE_MISCONFIGURED" });
    }

    // Twenty questions, one token, and one renewal with the question that led to it.
    expect(server.received).toHaveLength(23);
  });
});
