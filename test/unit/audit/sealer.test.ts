import { describe, expect, it, onTestFinished } from "vitest";
import { newSigningKeyPem, PublicKeys, SigningKey } from "../../../src/audit/proof/signing-key.js";
import { Sealer } from "../../../src/audit/seal/sealer.js";
import type { AuditStore } from "../../../src/audit/store/audit-store.js";
import { openSqliteStore } from "../../../src/audit/store/sqlite-store.js";
import { AuditTrail } from "../../../src/audit/trail/audit-trail.js";
import { verifyStore } from "../../../src/audit/verify/verify-store.js";
import { draft } from "../../support/audit/draft.js";
import { NOON } from "../../support/audit/trail.js";

const WHOLE = { from: 1, to: null, withIndex: true };
const key = new SigningKey(newSigningKeyPem());
const clock = { now: () => NOON };

async function newTrail() {
  const store = await openSqliteStore(":memory:");
  onTestFinished(() => store.close());
  const trail = new AuditTrail(store, { writer: "gateway", clock, queueLimit: 1_000, timeoutMs: 5_000 });
  const sealerOn = (on: AuditStore) =>
    new Sealer(on, { key, clock, heads: () => trail.heads(), reportLoss: () => undefined });
  return { store, trail, sealerOn };
}

describe("two who seal one trail", () => {
  it("never seal an event twice, at whatever moment the other comes in between", async () => {
    for (const moment of ["lastSeal", "unsealed", "hashesOf"] as const) {
      const { store, trail, sealerOn } = await newTrail();
      await Promise.all(Array.from({ length: 5 }, () => trail.append(draft())));
      let isBetween = false;
      const interrupted = {
        ...store,
        [moment]: async (...given: never[]) => {
          const answer = await (store[moment] as (...each: never[]) => Promise<unknown>)(...given);
          if (!isBetween) {
            isBetween = true;
            await trail.append(draft());
            await sealerOn(store).seal();
          }
          return answer;
        },
      } as AuditStore;

      await sealerOn(interrupted).seal();
      await sealerOn(store).seal();

      const { verdict, findings, seals } = await verifyStore(store, new PublicKeys(key.publicPem()), WHOLE);
      expect([moment, verdict, findings]).toEqual([moment, "WHOLE", []]);
      expect(seals).toBeGreaterThanOrEqual(1);
    }
  });

  it("never seal an event twice, both at once and again and again", async () => {
    const { store, trail, sealerOn } = await newTrail();
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([
        trail.append(draft()),
        sealerOn(store).seal(),
        trail.append(draft()),
        sealerOn(store).seal(),
        sealerOn(store).seal(),
      ]);
    }
    expect((await verifyStore(store, new PublicKeys(key.publicPem()), WHOLE)).verdict).toBe("WHOLE");
  });
});
