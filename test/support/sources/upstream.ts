import { toInstant, type Clock } from "../../../src/domain/instant.js";
import type { SourceFacts } from "../../../src/domain/source.js";
import { startDeadline, type Deadline } from "../../../src/platform/deadline.js";
import type { Log } from "../../../src/platform/log.js";
import { Upstream } from "../../../src/sources/upstream.js";

/** The bank's fixed moment, for the gateway's side. */
export const fixtureNow: Clock = { now: () => toInstant("2026-06-30T10:00:00+08:00") };

export interface RecordedLog extends Log {
  readonly lines: readonly { readonly level: string; readonly record: unknown; readonly message: string }[];
}

/** Keeps what was logged, so that a test can see what is in it and what is not. */
export function recordedLog(): RecordedLog {
  const lines: { level: string; record: unknown; message: string }[] = [];
  const at =
    (level: string) =>
    (record: unknown, message = ""): void => {
      lines.push({ level, record, message });
    };
  const log = { lines, info: at("info"), warn: at("warn"), error: at("error"), debug: at("debug"), child: () => log };
  return log as RecordedLog;
}

export function upstreamTo(facts: SourceFacts, baseUrl: string, log: Log = recordedLog()): Upstream {
  return new Upstream(facts, { baseUrl, connections: 8 }, fixtureNow, log);
}

export function soon(): Deadline {
  return startDeadline(10_000);
}
