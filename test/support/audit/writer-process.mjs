/** A process that writes a trail as fast as it can, and tells of each event that was acknowledged. Made to be killed. */
import { once } from "node:events";
import { pathToFileURL } from "node:url";

const [dist, store, seed] = process.argv.slice(2);
const from = (path) => import(new URL(path, pathToFileURL(`${dist}/`)).href);
const { openSqliteStore } = await from("src/audit/store/sqlite-store.js");
const { AuditTrail } = await from("src/audit/trail/audit-trail.js");
const { Sealer } = await from("src/audit/seal/sealer.js");
const { SigningKey } = await from("src/audit/proof/signing-key.js");
const { readFileSync } = await import("node:fs");

const clock = { now: () => Date.now() };
const opened = await openSqliteStore(store);
const trail = new AuditTrail(opened, { writer: "killed", clock, queueLimit: 1_000, timeoutMs: 60_000 });
const key = new SigningKey(readFileSync(`${store}.pem`, "utf8"));
const sealer = new Sealer(opened, { key, clock, heads: () => trail.heads(), reportLoss: () => process.exit(3) });
const draft = JSON.parse(seed);
const SEAL = "seal ";
const seal = async () => {
  for (const { record } of await sealer.seal()) process.stdout.write(`${SEAL}${record.number}\n`);
};
setInterval(() => void seal(), 20);
for (;;) {
  const receipts = await Promise.all(
    Array.from({ length: 1 + Math.floor(Math.random() * 20) }, () => trail.append(draft)),
  );
  // What is in the pipe is read, whatever becomes of the process; while its reader is busy the writer waits.
  const told = process.stdout.write(`${receipts.map(({ id, hash }) => `${id} ${hash}`).join("\n")}\n`);
  if (!told) await once(process.stdout, "drain");
}
