import { createPublicKey, type webcrypto } from "node:crypto";
import jsonwebtoken from "jsonwebtoken";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../sandbox/main.js";
import { ask } from "../../support/sandbox/clients.js";

const NOW = Math.floor(Date.parse("2026-06-30T10:00:00+08:00") / 1000);
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ size: 1_000, latency: "none" });
});
afterAll(async () => sandbox.stop());

async function verified(token: string): Promise<jsonwebtoken.JwtPayload> {
  const { body } = await ask(sandbox.issuer.jwksUri);
  const [key] = (body as { keys: webcrypto.JsonWebKey[] }).keys;
  const { issuer, audience } = sandbox.issuer;
  const publicKey = createPublicKey({ key: { ...key }, format: "jwk" });
  return Object(
    jsonwebtoken.verify(token, publicKey, { algorithms: ["ES256"], issuer, audience, clockTimestamp: NOW }),
  );
}

it("signs tokens that verify against its key set, with what the gateway needs", async () => {
  expect(await verified(sandbox.tokenFor("RM1"))).toMatchObject({
    sub: "staff:RM1",
    roles: ["RELATIONSHIP_MANAGER"],
    org_unit: "B1",
    clearance: "C2",
    channel: "RM_WORKBENCH",
    purposes: ["RELATIONSHIP_MANAGEMENT", "MARKETING"],
    azp: "rm-workbench",
    iat: NOW,
    nbf: NOW,
    exp: NOW + 8 * 3600,
  });
  const own = await verified(sandbox.tokenFor("P1"));
  expect(own).toMatchObject({ sub: "customer:10000001", channel: "MOBILE_BANK", purposes: ["SELF_SERVICE"] });
  expect(own).not.toHaveProperty("org_unit");
});

it("changes what the request for a token says", async () => {
  const pad = { channel: "BRANCH_PAD", purposes: ["COUNTER_SERVICE", "KYC_AML"] };
  expect(await verified(sandbox.tokenFor("T1", pad))).toMatchObject({ ...pad, azp: "branch-pad" });
  await expect(verified(sandbox.tokenFor("T1", { audience: "else" }))).rejects.toThrow("audience");
  await expect(verified(sandbox.tokenFor("T1", { expiresInSeconds: -60 }))).rejects.toThrow("expired");
});

it("knows every persona of the stories, and any other staff or customer by id", async () => {
  const { body } = await ask(`${sandbox.issuer.url}/personas`);
  const ids = (body as { id: string }[]).map((persona) => persona.id);
  const named = ["T1", "HALL1", "RM1", "RM2", "CRM1", "CC1", "ST1", "AN1", "RISK1", "RISKM", "DPO1", "AUD1", "P1"];
  expect(ids).toEqual(named);
  for (const id of ids) expect((await verified(sandbox.tokenFor(id))).sub).toMatch(/^(staff|customer):/);
  expect((await verified(sandbox.tokenFor("RM3"))).sub).toBe("staff:RM3");
  expect((await verified(sandbox.tokenFor("customer:10000002"))).sub).toBe("customer:10000002");
  expect(() => sandbox.tokenFor("NOBODY")).toThrow("no such persona");
});

it("gives tokens over HTTP too, and describes itself", async () => {
  const token = (body: unknown) => ask(`${sandbox.issuer.url}/token`, {}, JSON.stringify(body));
  const { body } = await token({ persona: "AUD1", purposes: ["AUDIT"] });
  expect(await verified((body as { access_token: string }).access_token)).toMatchObject({ sub: "staff:AUD1" });
  expect((await token({ persona: "NOBODY" })).status).toBe(404);
  expect((await token({ persona: 1, admin: true })).status).toBe(400);
  const discovery = await ask(`${sandbox.issuer.url}/.well-known/openid-configuration`);
  expect(discovery.body).toMatchObject({ issuer: sandbox.issuer.issuer, jwks_uri: sandbox.issuer.jwksUri });
});
