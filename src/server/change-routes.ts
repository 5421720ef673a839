import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import type { CacheKeys } from "../platform/cache/cache-keys.js";
import type { ChangeDesk } from "../platform/cache/change-desk.js";
import type { SeenMarks } from "../platform/cache/seen-marks.js";
import type { WallClock } from "../platform/clock.js";
import type { Log } from "../platform/log.js";

export interface ChangeRouteParts {
  readonly changes: ChangeDesk;
  readonly seen: SeenMarks;
  readonly keys: CacheKeys;
  /** By system: who has none cannot report. */
  readonly secrets: Readonly<Record<string, string | undefined>>;
  readonly clock: WallClock<number>;
  readonly log: Log;
}

/** A signature is good for this long before and after its own time. */
const GOOD_FOR_MS = 5 * 60_000;
const BODY_LIMIT = 256 * 1024;

const event = z.strictObject({
  /** The system's own numbers of the customers that have changed. */
  customers: z.array(z.string().min(1).max(64)).min(1).max(1_000),
});

interface Request {
  readonly params: { readonly system: string };
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/**
 * `POST /changes/<system>`: a system reports which of its customers have changed, or are to be forgotten. Signed with that
 * system's own secret over `<timestamp>.<body>`: one system cannot make another's customers cold, and what was overheard
 * cannot be said again.
 */
export function changeRoutes(app: FastifyInstance, parts: ChangeRouteParts): void {
  void app.register((routes, _, done) => {
    routes.removeAllContentTypeParsers();
    // The signature is over the bytes as they came.
    routes.addContentTypeParser(
      "application/json",
      { parseAs: "buffer", bodyLimit: BODY_LIMIT },
      (_request, body, parsed) => parsed(null, body),
    );
    routes.post("/changes/:system", (request, reply) => take(request as Request, reply, parts));
    done();
  });
}

async function take({ params, headers, body }: Request, reply: FastifyReply, parts: ChangeRouteParts) {
  const { system } = params;
  const refuse = (reason: Parameters<ChangeDesk["refuse"]>[0], status = 401): FastifyReply => {
    parts.changes.refuse(reason);
    return reply.code(status).send({ refused: reason });
  };
  const secret = Object.hasOwn(parts.secrets, system) ? parts.secrets[system] : undefined;
  if (secret === undefined) return refuse("unknown-system", 404);
  const timestamp = headers["x-c360-timestamp"];
  const signature = headers["x-c360-signature"];
  if (typeof timestamp !== "string" || typeof signature !== "string" || !Buffer.isBuffer(body))
    return refuse("bad-signature");
  if (!isSigned(secret, timestamp, body, signature)) return refuse("bad-signature");
  if (!isTimely(timestamp, parts.clock.now())) return refuse("stale");
  const customers = customersIn(body);
  if (customers === null) return refuse("malformed", 400);
  const mark = parts.keys.ofMark([system, timestamp, signature]);
  if (!(await parts.seen.isFirst(mark))) return refuse("replayed", 409);
  try {
    await parts.changes.take(customers.map((recordId) => ({ source: system, recordId })));
  } catch {
    // Other processes may not know: the sender is to try again, with the same event or a new one.
    await parts.seen.forget(mark);
    parts.log.warn({ system }, "change event could not be passed on");
    return reply.code(503).header("retry-after", "1").send({ refused: "not-passed-on" });
  }
  return reply.code(204).send();
}

/** `sha256=<hex>` of the HMAC over the timestamp, a dot and the body. */
export function signatureOf(secret: string, timestamp: string, body: Buffer | string): string {
  return `sha256=${createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex")}`;
}

function isSigned(secret: string, timestamp: string, body: Buffer, given: string): boolean {
  const expected = Buffer.from(signatureOf(secret, timestamp, body));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** Milliseconds since the epoch. */
function isTimely(timestamp: string, now: number): boolean {
  return /^\d{13}$/.test(timestamp) && Math.abs(now - Number(timestamp)) <= GOOD_FOR_MS;
}

function customersIn(body: Buffer): readonly string[] | null {
  try {
    return event.parse(JSON.parse(body.toString("utf8"))).customers;
  } catch {
    return null;
  }
}
