import { startDeadline } from "../../platform/deadline.js";
import { HttpPool } from "../../platform/http.js";
import { sealEnvelope } from "../export/envelope.js";
import type { RootTarget } from "./root-target.js";

const LIMIT_MS = 5_000;

/** An address that takes each seal as a CloudEvent. Its signature is its proof, so that the address needs no secret of ours. */
export function webhookTarget(address: string): RootTarget {
  const { origin, pathname, search } = new URL(address);
  const pool = new HttpPool({ baseUrl: origin, timeoutMs: LIMIT_MS, connections: 1, maxBodyBytes: 64 * 1024 });
  return {
    name: `webhook:${origin}${pathname}`,
    publish: async (seal) => {
      const deadline = startDeadline(LIMIT_MS);
      try {
        const headers = { "content-type": "application/cloudevents+json" };
        const body = sealEnvelope(seal);
        const { status } = await pool.request({ method: "POST", path: pathname + search, headers, body }, deadline);
        if (status < 200 || status > 299) throw new Error(`the address answered ${status}`);
      } finally {
        deadline.release();
      }
    },
    close: () => pool.close(),
  };
}
