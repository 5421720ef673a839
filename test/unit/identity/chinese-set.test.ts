import { expect, it } from "vitest";
import { buildIndex } from "../../../bench/identity/build-index.js";

it("of twenty thousand generated records nobody is linked wrongly, and nearly all are found", async () => {
  const { precision, recall, queued, queuedTruly, records } = await buildIndex(20_000, {
    threads: 0,
    note: () => undefined,
  });
  expect(records).toBeGreaterThan(19_000);
  expect(precision).toBeGreaterThanOrEqual(0.999);
  expect(recall).toBeGreaterThanOrEqual(0.96);
  // What is missing waits for a steward for the most part, and what waits is worth his time.
  expect(queued).toBeGreaterThan(0);
  expect(queuedTruly / queued).toBeGreaterThan(0.9);
}, 300_000);
