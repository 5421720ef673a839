import { createHmac, generateKeyPairSync } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FIXTURE_SECONDS, ownIssuer, type OwnIssuer } from "../support/own-issuer.js";
import { openWorld, post, type Answer, type World } from "../support/world.js";

const FIND_WANG = `{
  customersByIdentifier(identifier: { type: CIF, value: "10000001" }) { edges { node { customerNumber } } }
}`;

let issuer: OwnIssuer;
let world: World;

beforeAll(async () => {
  issuer = await ownIssuer();
  await issuer.listen();
  world = await openWorld({ tokens: issuer.settings });
});
afterAll(async () => {
  await world.stop();
  await issuer.close();
});
beforeEach(() => world.sandbox.control.reset());

function asking(authorization: string | undefined, purpose?: string): Promise<Answer> {
  return post(world.url, { authorization, purpose, query: FIND_WANG });
}

const bearing = (token: string, purpose?: string) => asking(`Bearer ${token}`, purpose);

/** What every refusal has in common: a code and a sentence, nothing of the token, and no bank system was called. */
function expectRefusal(answer: Answer, status: number, code: string, token?: string): void {
  expect({ status: answer.status, code: answer.errors.map(({ extensions }) => extensions.code) }).toEqual({
    status,
    code: [code],
  });
  expect(JSON.parse(answer.text)).toEqual({ errors: [{ message: expect.any(String), extensions: { code } }] });
  expect(answer.text).not.toMatch(/stack|node_modules|\.ts:|\.js:|jwt|eyJ/i);
  if (token !== undefined) expect(answer.text).not.toContain(token);
  expect(answer.headers.get("www-authenticate")).toBe(status === 401 ? "Bearer" : null);
  const calls = Object.values(world.sandbox.control.counters()).map(({ calls: each }) => each);
  expect(calls.every((each) => each === 0)).toBe(true);
}

function unsigned(claims: Record<string, unknown>, header: Record<string, unknown>, signature = ""): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part(header)}.${part(claims)}.${signature}`;
}

describe("A good token", () => {
  it("is good", async () => {
    const { status, data, errors } = await bearing(issuer.sign(issuer.claims()));

    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data.customersByIdentifier.edges[0].node.customerNumber).toBe("10000001");
  });
});

describe("What a token says of its bearer", () => {
  const bearer = (claims: Record<string, unknown>) => {
    const token = issuer.sign(issuer.claims(claims));
    return (query: string, variables: Record<string, unknown> = {}) => post(world.url, { token, query, variables });
  };
  const WANG = `{ customersByIdentifier(identifier: { type: CIF, value: "10000001" }) {
    edges { node { id position { aum { amount display } } viewerAccess { canRequest } } } } }`;
  const wang = ({ data }: Answer) => data.customersByIdentifier.edges[0].node;

  it.each(["C1", "C3", undefined])(
    "clearance %s shows no amount that C2 shows, and nothing can be asked for",
    async (clearance) => {
      expect(wang(await bearer({})(WANG)).position.aum.amount).toBe("982340.55");

      const { position, viewerAccess } = wang(await bearer({ clearance })(WANG));
      expect([position.aum, viewerAccess.canRequest]).toEqual([{ amount: null, display: "50–100万" }, []]);
    },
  );

  it("a role that no policy knows asks for no access, in an emergency neither", async () => {
    const ask = bearer({ roles: ["BRANCH_WIZARD"] });
    const { id } = wang(await ask(WANG));
    const mutation = `mutation ($input: AccessGrantInput!) { requestAccess(input: $input) { id } }`;
    const refused = (emergency: boolean) =>
      ask(mutation, { input: { subjectId: id, fields: ["documents.number"], reason: "case 4711", emergency } });
    for (const emergency of [false, true]) {
      const { data, errors } = await refused(emergency);
      expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([null, ["ACCESS_DENIED"]]);
    }
  });
});

describe("Without a token that can be read", () => {
  it("nobody gets in: no header at all", async () => {
    expectRefusal(await asking(undefined), 401, "TOKEN_MISSING");
  });

  it.each([
    ["an empty header", ""],
    ["the scheme alone", "Bearer"],
    ["another scheme", "Basic c3RhZmY6Uk0x"],
    ["a word", "Bearer token"],
    ["two parts", "Bearer eyJhbGciOiJFUzI1NiJ9.e30"],
    ["parts that are no JSON", "Bearer AAAA.BBBB.CCCC"],
    ["two tokens", "Bearer a.b.c, Bearer d.e.f"],
    ["a header without an algorithm", `Bearer ${unsigned({ sub: "staff:RM1" }, { kid: "own-1" })}`],
    [
      "a key id that is no text",
      `Bearer ${unsigned({ sub: "staff:RM1" }, { alg: "ES256", kid: { $gt: "" } }, "AAAA")}`,
    ],
  ])("nobody gets in: %s", async (_, authorization) => {
    expectRefusal(await asking(authorization), 401, "TOKEN_INVALID");
  });
});

describe("With a token that nobody trustworthy signed", () => {
  const attempts: [string, () => string][] = [
    ["no signature", () => issuer.sign(issuer.claims()).replace(/[^.]+$/, "")],
    ["alg none", () => unsigned(issuer.claims(), { alg: "none", typ: "JWT" })],
    ["alg none, and the right key id", () => unsigned(issuer.claims(), { alg: "none", kid: "own-1" })],
    ["alg nOnE", () => unsigned(issuer.claims(), { alg: "nOnE", kid: "own-1" })],
    ["the public key taken for a shared secret", () => hs256(issuer.publicKey)],
    ["an empty shared secret", () => hs256("")],
    ["another key under the right id", () => signedByStranger("own-1")],
    ["another key under its own id", () => signedByStranger("stranger")],
    ["changed claims", () => withClaims(issuer.sign(issuer.claims()), issuer.claims({ sub: "staff:RISKM" }))],
    ["no key id", () => unsigned(issuer.claims(), { alg: "ES256" }, "AAAA")],
  ];

  it.each(attempts)("nobody gets in: %s", async (_, forge) => {
    const token = forge();

    expectRefusal(await bearing(token), 401, "TOKEN_INVALID", token);
  });

  it("a flood of key ids that nobody knows does not flood the issuer, nor shut anybody out", async () => {
    const before = issuer.fetched();
    const flood = Array.from({ length: 60 }, (_, n) => bearing(signedByStranger(`made-up-${n}`)));

    for (const answer of await Promise.all(flood)) expectRefusal(answer, 401, "TOKEN_INVALID");
    const { errors } = await bearing(issuer.sign(issuer.claims()));
    expect(errors).toEqual([]);
    expect(issuer.fetched() - before).toBeLessThanOrEqual(2);
  });
});

describe("With a token at the wrong time or for somebody else", () => {
  it("an expired one is told so", async () => {
    const token = issuer.sign(issuer.claims({ exp: FIXTURE_SECONDS - 60 }));

    expectRefusal(await bearing(token), 401, "TOKEN_EXPIRED", token);
  });

  it.each<[string, Record<string, unknown>]>([
    ["not valid yet", { nbf: FIXTURE_SECONDS + 600 }],
    ["without an end", { exp: undefined }],
    ["whose end is no moment", { exp: "tomorrow" }],
    ["for another audience", { aud: "payments" }],
    ["for no audience", { aud: undefined }],
    ["of another issuer", { iss: "https://elsewhere.example" }],
    ["of no issuer", { iss: undefined }],
  ])("one %s is refused", async (_, changes) => {
    const token = issuer.sign(issuer.claims(changes));

    expectRefusal(await bearing(token), 401, "TOKEN_INVALID", token);
  });
});

describe("With a good token that says too little", () => {
  it.each<[string, Record<string, unknown>]>([
    ["sub", { sub: undefined }],
    ["sub", { sub: "somebody" }],
    ["sub", { sub: "staff:" }],
    ["sub", { sub: "robot:7" }],
    ["roles", { roles: undefined }],
    ["roles", { roles: "RELATIONSHIP_MANAGER" }],
    ["channel", { channel: undefined }],
    ["channel", { channel: "TELEPATHY" }],
    ["purposes", { purposes: undefined }],
    ["purposes", { purposes: [1] }],
    ["azp", { azp: undefined }],
  ])("the claim is named: %s in %j", async (claim, changes) => {
    const answer = await bearing(issuer.sign(issuer.claims(changes)));

    expectRefusal(answer, 401, "TOKEN_INCOMPLETE");
    expect(answer.errors[0]?.message).toContain(`claim ${claim}`);
  });
});

describe("The purpose of a request", () => {
  const withPurposes = (purposes: readonly string[], changes: Record<string, unknown> = {}) =>
    issuer.sign(issuer.claims({ purposes, ...changes }));

  it("has to be stated where the token allows several", async () => {
    const token = withPurposes(["RELATIONSHIP_MANAGEMENT", "MARKETING"]);

    expectRefusal(await bearing(token), 403, "PURPOSE_REQUIRED");
    expect((await bearing(token, "RELATIONSHIP_MANAGEMENT")).errors).toEqual([]);
  });

  it("has to be one at all", async () => {
    expectRefusal(await bearing(withPurposes([])), 403, "PURPOSE_REQUIRED");
  });

  it.each(["MARKETING", "CURIOSITY", "relationship_management", "RELATIONSHIP_MANAGEMENT, MARKETING", "__proto__"])(
    "has to be in the token: %s is not",
    async (purpose) => {
      const answer = await bearing(withPurposes(["RELATIONSHIP_MANAGEMENT"]), purpose);

      expectRefusal(answer, 403, "PURPOSE_NOT_ALLOWED");
      expect(answer.text).not.toContain(purpose);
    },
  );

  it("has to be known, even if an issuer allows it", async () => {
    expectRefusal(await bearing(withPurposes(["CURIOSITY"])), 403, "PURPOSE_NOT_ALLOWED");
  });

  it.each(["RELATIONSHIP_MANAGEMENT", "AUDIT", "COUNTER_SERVICE"])(
    "is never %s for a customer, whatever his token says",
    async (purpose) => {
      const token = withPurposes(["SELF_SERVICE", purpose], { sub: "customer:10000001", roles: ["CUSTOMER"] });

      expectRefusal(await bearing(token, purpose), 403, "PURPOSE_NOT_ALLOWED");
    },
  );

  it("is never SELF_SERVICE for staff", async () => {
    expectRefusal(await bearing(withPurposes(["SELF_SERVICE"])), 403, "PURPOSE_NOT_ALLOWED");
  });
});

describe("When the issuer is down", () => {
  it("no token can be verified; when it is back, they can, without a restart", async () => {
    await using late = await ownIssuer();
    const early = await openWorld({ tokens: late.settings });
    const ask = () =>
      post(early.url, { authorization: `Bearer ${late.sign(late.claims())}`, query: "{ viewer { purpose } }" });

    const down = await ask();
    expect({ status: down.status, code: down.errors[0]?.extensions.code }).toEqual({
      status: 503,
      code: "TOKEN_UNVERIFIABLE",
    });
    expect(down.text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|stack/);

    await late.listen();
    let answer = await ask();
    for (let tries = 0; answer.status === 503 && tries < 50; tries += 1) {
      await wait(100);
      answer = await ask();
    }
    expect(answer.data).toEqual({ viewer: { purpose: "RELATIONSHIP_MANAGEMENT" } });

    await late.close();
    expect((await ask()).status).toBe(200);
    await early.stop();
  });
});

function hs256(secret: string): string {
  const token = unsigned(issuer.claims(), { alg: "HS256", typ: "JWT", kid: "own-1" });
  return token + createHmac("sha256", secret).update(token.slice(0, -1)).digest("base64url");
}

function signedByStranger(kid: string): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return issuer.sign(issuer.claims(), { kid, key: privateKey });
}

function withClaims(token: string, claims: Record<string, unknown>): string {
  const [header = "", , signature = ""] = token.split(".");
  return [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
}
