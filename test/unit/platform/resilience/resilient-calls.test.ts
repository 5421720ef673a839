import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startDeadline, type Deadline } from "../../../../src/platform/deadline.js";
import { HttpFailure } from "../../../../src/platform/http-failure.js";
import type { Attempt } from "../../../../src/platform/http.js";
import { ResilientCalls } from "../../../../src/platform/resilience/resilient-calls.js";
import { EXTRA_CALLS, type ResilienceSettings } from "../../../../src/platform/resilience/settings.js";
import { verdictOf } from "../../../../src/sources/fault-verdict.js";
import { SourceFault } from "../../../../src/domain/source-fault.js";

interface Call {
  readonly operation: string;
  readonly isRead: boolean;
}

const READ: Call = { operation: "accounts", isRead: true };

const SETTINGS: ResilienceSettings = {
  mostInFlight: 64,
  mostWaiting: 8,
  attempts: 2,
  hedged: false,
  callsPerMinute: null,
  callsPerDay: null,
  alarmAt: 0.8,
};

type Send = (call: Call, deadline: Deadline, attempt: Attempt) => Promise<string>;

function callsTo(send: Send, settings: Partial<ResilienceSettings> = {}) {
  return new ResilientCalls<Call, string>({
    settings: { ...SETTINGS, ...settings },
    extra: EXTRA_CALLS,
    send,
    operationOf: ({ operation }) => operation,
    isRepeatable: ({ isRead }) => isRead,
    judge: verdictOf,
    today: () => "2026-06-30",
    onBudgetAlarm: () => undefined,
  });
}

const down: Send = () => Promise.reject(new HttpFailure("connection"));
const well: Send = () => Promise.resolve("answer");

/** What became of so many calls, one after the other. */
async function outcomes(calls: ResilientCalls<Call, string>, count: number, deadline: Deadline, call = READ) {
  const seen: string[] = [];
  for (let n = 0; n < count; n += 1) {
    seen.push(
      await calls
        .run(call, deadline)
        .catch((error: unknown) => (error instanceof HttpFailure ? error.reason : (error as SourceFault).code)),
    );
  }
  return seen;
}

let deadline: Deadline;
beforeEach(() => {
  deadline = startDeadline(60_000);
});
afterEach(() => {
  deadline.release();
});

describe("A question to an upstream", () => {
  it("is asked again when it failed, once there have been enough calls to allow it", async () => {
    let sent = 0;
    const calls = callsTo(() => ((sent += 1) % 15 === 0 ? down : well)(READ, deadline, null as never));
    const seen = await outcomes(calls, 100, deadline);

    expect(seen.filter((each) => each !== "answer")).toHaveLength(0);
    expect(calls.counts).toMatchObject({ asked: 100, retried: 7, sent: 107 });
  });

  it.each([
    ["a cut connection", down],
    ["a server error", () => Promise.reject(new SourceFault("loan", "SOURCE_UNAVAILABLE"))],
    ["silence", () => Promise.reject(new HttpFailure("timeout"))],
    ["garbage", () => Promise.reject(new SourceFault("loan", "SOURCE_MALFORMED"))],
    [
      "a failure every other time",
      (() => {
        let n = 0;
        return () => ((n += 1) % 2 === 0 ? well : down)(READ, deadline, null as never);
      })(),
    ],
    [
      "a failure every third time",
      (() => {
        let n = 0;
        return () => ((n += 1) % 3 === 0 ? down : well)(READ, deadline, null as never);
      })(),
    ],
  ] satisfies [string, Send][])("costs no storm under %s: at most a tenth more than was asked", async (_, send) => {
    const calls = callsTo(send, { attempts: 3 });
    await outcomes(calls, 400, deadline);

    expect(calls.counts.sent).toBeLessThanOrEqual(400 * 1.1);
  });

  it("is not asked twice where asking leaves a trace", async () => {
    let sent = 0;
    const calls = callsTo(() => {
      sent += 1;
      return sent > 30 ? down(READ, deadline, null as never) : Promise.resolve("answer");
    });
    await outcomes(calls, 30, deadline);
    await outcomes(calls, 5, deadline, { operation: "enquiry", isRead: false });

    expect(sent).toBe(35);
  });

  it("puts its own operation to rest and no other", async () => {
    const calls = callsTo((call) => (call.operation === "accounts" ? down : well)(call, deadline, null as never));
    const seen = await outcomes(calls, 40, deadline);
    const others = await outcomes(calls, 5, deadline, { operation: "parties", isRead: true });

    expect(seen.at(-1)).toBe("circuit-open");
    expect(others).toEqual(Array.from({ length: 5 }, () => "answer"));
    expect(calls.circuit()).toBe("OPEN");
  });

  it("is not asked when less time is left than an answer takes", async () => {
    const calls = callsTo(() => new Promise((resolve) => void setTimeout(() => resolve("answer"), 25)));
    await outcomes(calls, 20, deadline);
    const short = startDeadline(15);
    const [seen] = await outcomes(calls, 1, short);
    short.release();

    expect(seen).toBe("no-time");
    expect(calls.counts.sent).toBe(20);
  });

  it("leaves the upstream alone for as long as it says, with the upstream's own reason", async () => {
    const refusal = new SourceFault("loan", "SOURCE_THROTTLED", { retryAfterSeconds: 60 });
    let sent = 0;
    const calls = callsTo(() => {
      sent += 1;
      return Promise.reject(refusal);
    });
    await outcomes(calls, 1, deadline);

    await expect(calls.run(READ, deadline)).rejects.toMatchObject({ name: "Resting", because: refusal });
    expect(sent).toBe(1);
    expect(calls.circuit()).toBe("OPEN");
  });

  it("waits for its turn within the provider's minute, or says at once that it would be too late", async () => {
    const calls = callsTo(well, { callsPerMinute: 2 });
    const short = startDeadline(500);
    const seen = await outcomes(calls, 3, short);
    short.release();

    expect(seen).toEqual(["answer", "answer", "rate-limited"]);
    expect(calls.counts.refused["rate-limited"]).toBe(1);
  });

  it("costs no paid call while the circuit is open, and none beyond the day's", async () => {
    let isDown = true;
    const calls = callsTo(() => (isDown ? down : well)(READ, deadline, null as never), {
      attempts: 1,
      callsPerDay: 30,
    });
    const seen = await outcomes(calls, 40, deadline);
    expect(seen.at(-1)).toBe("circuit-open");
    expect(calls.budget()?.used).toBe(calls.counts.sent);

    isDown = false;
    const others = await outcomes(calls, 40, deadline, { operation: "other", isRead: true });
    expect(calls.counts.sent).toBe(30);
    expect(others.at(-1)).toBe("budget-spent");
  });

  it("is answered by the second request when the first is late, and the late one is called off", async () => {
    let sent = 0;
    const calledOff: number[] = [];
    const send: Send = (_call, _deadline, attempt) => {
      sent += 1;
      const mine = sent;
      if (mine !== 61) return new Promise((resolve) => void setTimeout(() => resolve(`answer ${mine}`), 2));
      attempt.callOff = () => calledOff.push(mine);
      return new Promise(() => undefined);
    };
    const calls = callsTo(send, { hedged: true });
    await outcomes(calls, 60, deadline);

    expect(await calls.run(READ, deadline)).toBe("answer 62");
    expect(calledOff).toEqual([61]);
    expect(calls.counts).toMatchObject({ hedged: 1, hedgesWon: 1 });
  });

  it("gets second requests within their share however slow everything becomes", async () => {
    let sent = 0;
    const calls = callsTo(
      () => {
        sent += 1;
        const ms = sent > 40 ? 25 : 1;
        return new Promise((resolve) => void setTimeout(() => resolve("answer"), ms));
      },
      { hedged: true },
    );
    await outcomes(calls, 140, deadline);

    expect(calls.counts.hedged).toBeGreaterThan(0);
    expect(calls.counts.sent).toBeLessThanOrEqual(140 * 1.05);
  });
});
