import { expect, it } from "vitest";
import { startDeadline } from "../../../../src/platform/deadline.js";
import { Bulkhead } from "../../../../src/platform/resilience/bulkhead.js";

it("lets so many in, the next ones in line in their order, and nobody beyond the line", async () => {
  const bulkhead = new Bulkhead(2, 2);
  const deadline = startDeadline(10_000);
  const came: string[] = [];
  expect([bulkhead.enter(deadline), bulkhead.enter(deadline)]).toEqual([null, null]);
  const first = bulkhead.enter(deadline)?.then(() => came.push("first"));
  const second = bulkhead.enter(deadline)?.then(() => came.push("second"));
  expect(() => bulkhead.enter(deadline)).toThrow("overloaded");

  bulkhead.leave();
  await first;
  bulkhead.leave();
  await second;
  deadline.release();

  expect(came).toEqual(["first", "second"]);
  expect(bulkhead.inFlight).toBe(2);
});

it("forgets who has gone while he waited", async () => {
  const bulkhead = new Bulkhead(1, 1);
  const patient = startDeadline(10_000);
  const caller = new AbortController();
  const leaving = startDeadline(10_000, caller.signal);
  expect(bulkhead.enter(patient)).toBeNull();
  const waiting = bulkhead.enter(leaving);
  caller.abort();
  await expect(waiting).rejects.toThrow("abandoned");
  const next = bulkhead.enter(patient);

  bulkhead.leave();
  await next;
  for (const deadline of [patient, leaving]) deadline.release();

  expect(bulkhead.inFlight).toBe(1);
  bulkhead.leave();
  expect(bulkhead.enter(patient)).toBeNull();
});
