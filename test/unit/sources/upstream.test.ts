import { Writable } from "node:stream";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { Contract } from "../../../src/platform/contract.js";
import { startDeadline } from "../../../src/platform/deadline.js";
import { CardClient } from "../../../src/sources/card/client.js";
import { card } from "../../../src/sources/card/source.js";
import { Upstream } from "../../../src/sources/upstream.js";
import { answeringServer, testClock } from "../../support/answering-server.js";
import { spoil } from "../../support/border.js";
import { customersAnswer } from "../../support/upstream/card-answers.js";

const contract = Contract.read("schema/upstream/card.yaml");

/** The log lines of one call that got this answer, parsed, and as they were written. */
async function logOf(body: unknown, status = 200) {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  await using server = await answeringServer(() => ({ status, body }), "/cms/v1");
  const upstream = new Upstream(card, { baseUrl: server.baseUrl }, testClock, pino({}, stream));
  const deadline = startDeadline(5_000);
  const client = new CardClient(upstream, { key: "a-key", secret: "a secret" }, contract, testClock);
  await client.fetchCustomers(["C-77001"], deadline).catch(() => undefined);
  deadline.release();
  await upstream.close();
  const text = chunks.join("");
  const lines = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { lines, text };
}

const ERROR = 50;
const WARNING = 40;

describe("what an upstream's border writes down", () => {
  it("is nothing when the answer keeps to its contract", async () => {
    expect((await logOf(customersAnswer)).text).toBe("");
  });

  it("is an error for authentication data, a warning for anything else unknown: place, never value", async () => {
    const answer = spoil(spoil(customersAnswer, "customers/0/cards/0/cvv2", "917"), "customers/0/shoe_size", 43);
    const { lines, text } = await logOf(answer);
    const seen = lines.map(({ level, source, at }) => ({ level, source, at }));
    expect(seen).toHaveLength(2);
    expect(seen).toContainEqual({ level: ERROR, source: "card", at: "customers/0/cards/0/cvv2" });
    expect(seen).toContainEqual({ level: WARNING, source: "card", at: "customers/0/shoe_size" });
    expect(text).not.toMatch(/"917"|:43\b/);
  });

  it("is the place and the broken keyword for a field outside its contract", async () => {
    const { lines, text } = await logOf(spoil(customersAnswer, "customers/0/id_no", 990101198504120));
    expect(lines).toMatchObject([{ level: WARNING, source: "card", at: "customers/0/id_no", keyword: "type" }]);
    expect(text).not.toContain("990101");
  });

  it("is the code of a call that failed, never the upstream's own words", async () => {
    const { lines, text } = await logOf({ error_code: "busy", error_message: "王建国 is busy", request_id: "1" }, 503);
    expect(lines).toMatchObject([{ level: WARNING, source: "card", code: "SOURCE_UNAVAILABLE" }]);
    expect(text).not.toContain("王建国");
  });
});
