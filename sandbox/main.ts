import type { Bank } from "./bank/bank.js";
import { BankChanges } from "./bank/changes.js";
import { createBank } from "./bank/create-bank.js";
import { regionalBank, type Region } from "./bank/region.js";
import { listenAt, LOOPBACK, type SandboxHost } from "./framework/address.js";
import { type Clock, fixtureClock } from "./framework/clock.js";
import { Control, controlApp } from "./framework/control.js";
import { SystemHost } from "./framework/host.js";
import { AUDIENCE, type TokenOverrides } from "./issuer/issuer.js";
import type { Persona } from "./issuer/personas.js";
import { IssuerServer } from "./issuer/server.js";
import { namedPersonas } from "./issuer/staff-directory.js";
import { gleifAdmitting } from "./systems/gleif/system.js";
import { DIVIDED, systems } from "./systems/index.js";

export interface SandboxOptions {
  /** The fixture's fixed clock unless told; give the gateway the same one. */
  readonly clock?: Clock;
  readonly seed?: number;
  /** Generated customers beside the named ones, up to ten million. */
  readonly size?: number;
  /** Puts another bank in the place of the one that seed and size make, such as one whose values can be recognised. */
  readonly bank?: (made: Bank) => Bank;
  /** "none" lets every system answer at once, unless a fault sets a latency. */
  readonly latency?: "default" | "none";
  /** By system name, and "issuer" and "control"; a free port where none is given. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Loopback unless told. */
  readonly host?: SandboxHost;
  /** What the index of legal entities takes in a minute: 60, as the real one, unless told. */
  readonly gleifPerMinute?: number;
  /** Regions with a core and a credit system of their own: "core-banking/ningbo" beside "core-banking". None unless told. */
  readonly regions?: readonly Region[];
}

export interface SystemAddress {
  /** With the system's own prefix: "http://127.0.0.1:4101/core/v2". */
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
}

export interface Sandbox {
  readonly regions: readonly Region[];
  readonly systems: Readonly<Record<string, SystemAddress>>;
  readonly issuer: {
    readonly url: string;
    readonly jwksUri: string;
    readonly issuer: string;
    readonly audience: string;
  };
  readonly control: Control & { readonly url: string };
  /** The bank itself: what it knows, and what is changed of it while it is open. */
  readonly bank: Bank;
  /** The named personas: the staff of the stories, and P1 at his mobile bank. */
  personas(): readonly Persona[];
  /** A token for a persona ("RM1", "P1", "RM17", "customer:20001234"); throws when there is no such persona. */
  tokenFor(persona: string, overrides?: TokenOverrides): string;
  /** Computes the figures that lists of the whole bank are made of; otherwise the first such list has to wait for them. */
  prepareLists(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the whole bank: every registered system, the identity provider and the control endpoint. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    clock = fixtureClock,
    seed = 20_260_630,
    size = 100_000,
    latency = "default",
    ports = {},
    host: at = LOOPBACK,
    bank: variant = (made: Bank) => made,
    regions = [],
  } = options;
  const changes = new BankChanges(variant(createBank({ seed, size })));
  const { bank } = changes;
  const host = { bank, clock, seed, ...(latency === "none" && { latencyMs: 0 }) };
  const headOffice = regions.length === 0 ? bank : regionalBank(bank, null, regions);
  const { gleifPerMinute } = options;
  const running = systems.map((system) =>
    system.name === "gleif" && gleifPerMinute !== undefined ? gleifAdmitting(gleifPerMinute) : system,
  );
  const hosts = running.map(
    (system) => new SystemHost(system, { ...host, bank: DIVIDED.has(system.name) ? headOffice : bank }),
  );
  for (const region of regions) {
    const regional = { ...host, bank: regionalBank(bank, region, regions) };
    for (const system of systems.filter(({ name }) => DIVIDED.has(name))) {
      hosts.push(new SystemHost({ ...system, name: `${system.name}/${region.name}` }, regional));
    }
  }
  const issuer = new IssuerServer(bank, clock);
  const control = new Control(hosts, changes);
  const controls = controlApp(control);
  const stop = async (): Promise<void> => {
    await Promise.all([...hosts.map((running) => running.stop()), issuer.stop(), controls.close()]);
  };
  try {
    await Promise.all(hosts.map((starting) => starting.start(at, ports[starting.system.name] ?? 0)));
    const issuerUrl = await issuer.start(at, ports["issuer"] ?? 0);
    const controlUrl = await listenAt(controls, at, ports["control"] ?? 0);
    return {
      regions,
      systems: Object.fromEntries(
        hosts.map(({ system, baseUrl }) => [system.name, { baseUrl, credentials: system.credentials }]),
      ),
      issuer: {
        url: issuerUrl,
        jwksUri: `${issuerUrl}/.well-known/jwks.json`,
        issuer: issuerUrl,
        audience: AUDIENCE,
      },
      control: Object.assign(control, { url: controlUrl }),
      bank,
      personas: namedPersonas,
      tokenFor: (persona, overrides) => issuer.tokenFor(persona, overrides),
      prepareLists: () => bank.prepareListing(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
