import { startSandbox, type Sandbox, type SystemAddress } from "../../../sandbox/main.js";
import type { SourceName } from "../../../src/domain/source.js";

/** A small bank that answers at once. */
export function quickSandbox(): Promise<Sandbox> {
  return startSandbox({ size: 5_000, latency: "none" });
}

export function addressOf(sandbox: Sandbox, name: SourceName): SystemAddress {
  const address = sandbox.systems[name];
  if (!address) throw new Error(`the sandbox has no ${name}`);
  return address;
}
