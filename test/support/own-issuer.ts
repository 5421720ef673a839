import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export const FIXTURE_SECONDS = Date.parse("2026-06-30T10:00:00+08:00") / 1000;

/** An issuer of the test's own, which signs whatever it is told to: tokens that no honest issuer would give out. */
export interface OwnIssuer extends AsyncDisposable {
  readonly settings: { readonly issuer: string; readonly audience: string; readonly jwksUri: string };
  /** How often the keys have been fetched. */
  readonly fetched: () => number;
  /** Good claims of RM1, for a test to spoil. */
  claims(changes?: Record<string, unknown>): Record<string, unknown>;
  sign(claims: Record<string, unknown>, options?: SignOptions): string;
  /** The public key as PEM: what a forger would try as a shared secret. */
  readonly publicKey: string;
  listen(): Promise<void>;
  close(): Promise<void>;
}

export interface SignOptions {
  readonly kid?: string;
  readonly key?: KeyObject;
}

const KID = "own-1";

/** Reserves a port; the keys are served there from `listen` to `close`. */
export async function ownIssuer(): Promise<OwnIssuer> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let fetched = 0;
  let server: Server | null = null;
  const keySet = JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: KID, alg: "ES256" }] });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      if (server === null) return resolve();
      server.close(() => resolve());
      server.closeAllConnections();
      server = null;
    });
  return {
    settings: { issuer: url, audience: "customer-graph", jwksUri: `${url}/keys` },
    fetched: () => fetched,
    claims: (changes = {}) => {
      const all: Record<string, unknown> = {
        iss: url,
        aud: "customer-graph",
        sub: "staff:RM1",
        roles: ["RELATIONSHIP_MANAGER"],
        org_unit: "B1",
        clearance: "C2",
        channel: "RM_WORKBENCH",
        purposes: ["RELATIONSHIP_MANAGEMENT"],
        azp: "rm-workbench",
        iat: FIXTURE_SECONDS,
        exp: FIXTURE_SECONDS + 3_600,
        ...changes,
      };
      return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    },
    sign: (claims, { kid = KID, key = privateKey } = {}) => {
      const signed = [{ alg: "ES256", typ: "JWT", kid }, claims].map(encoded).join(".");
      const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
      return `${signed}.${signature.toString("base64url")}`;
    },
    publicKey: publicKey.export({ format: "pem", type: "spki" }),
    listen: () =>
      new Promise((resolve) => {
        server = createServer((_, response) => {
          fetched += 1;
          response.writeHead(200, { "content-type": "application/json" }).end(keySet);
        }).listen(port, "127.0.0.1", resolve);
      }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** By hand, because a library would refuse to write such claims. */
function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
