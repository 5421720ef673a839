import { startSandbox } from "../sandbox/main.js";

/** What the benchmark needs to know of the bank that runs in the other process. */
export interface Bank {
  readonly systems: Readonly<
    Record<string, { readonly baseUrl: string; readonly credentials: Readonly<Record<string, string>> }>
  >;
  readonly issuer: { readonly issuer: string; readonly audience: string; readonly jwksUri: string };
  readonly controlUrl: string;
  readonly tokens: { readonly RM1: string; readonly T1: string };
}

/** The sandbox bank as a process of its own: `default` or `none` says with what delays it answers. */
const sandbox = await startSandbox({ size: 1_000, latency: process.argv[2] === "none" ? "none" : "default" });
const bank: Bank = {
  systems: sandbox.systems,
  issuer: sandbox.issuer,
  controlUrl: sandbox.control.url,
  tokens: { RM1: sandbox.tokenFor("RM1"), T1: sandbox.tokenFor("T1") },
};
process.send?.(bank);
process.once("SIGTERM", () => void sandbox.stop().then(() => process.exit(0)));
