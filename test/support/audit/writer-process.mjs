/** A process that writes a trail as fast as it can, and tells of each event that was acknowledged. Made to be killed. */
import { createWriteStream } from "node:fs";
import { pathToFileURL } from "node:url";

const [dist, store, seed] = process.argv.slice(2);
const from = (path) => import(new URL(path, pathToFileURL(`${dist}/`)).href);
const { openSqliteStore } = await from("src/audit/store/sqlite-store.js");
const { AuditTrail } = await from("src/audit/trail/audit-trail.js");
const { Sealer } = await from("src/audit/seal/sealer.js");
const { SigningKey } = await from("src/audit/proof/signing-key.js");
const { readFileSync } = await import("node:fs");

const out = createWriteStream(null, { fd: 1 });
const clock = { now: () => Date.now() };
const opened = await openSqliteStore(store);
const trail = new AuditTrail(opened, { writer: "killed", clock, queueLimit: 1_000, timeoutMs: 60_000 });
const key = new SigningKey(readFileSync(`${store}.pem`, "utf8"));
const sealer = new Sealer(opened, { key, clock, heads: () => trail.heads(), reportLoss: () => process.exit(3) });
const draft = JSON.parse(seed);
setInterval(() => void sealer.seal(), 20);
for (;;) {
  const receipts = await Promise.all(
    Array.from({ length: 1 + Math.floor(Math.random() * 20) }, () => trail.append(draft)),
  );
  // Written to a pipe: what has been written is read, whatever becomes of the process.
  out.write(`${receipts.map(({ id, hash }) => `${id} ${hash}`).join("\n")}\n`);
}
