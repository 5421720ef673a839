import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "../support/world.js";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

/** Adds who calls and why, and no other header: nothing that would quiet the prevention of forged requests. */
const asCaller: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set("authorization", `Bearer ${world.sandbox.tokenFor("RM1")}`);
  headers.set("x-purpose", "RELATIONSHIP_MANAGEMENT");
  return fetch(input, { ...init, headers });
};

const address = () => `${world.url}/graphql`;

function postAs(contentType: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return asCaller(address(), { method: "POST", headers: { "content-type": contentType, ...headers }, body });
}

async function codesIn(response: Response): Promise<unknown[]> {
  const { errors } = (await response.json()) as { errors: { extensions: { code: unknown } }[] };
  return errors.map(({ extensions }) => extensions.code);
}

const WHO = JSON.stringify({ query: "{ viewer { purpose } }" });

describe("GraphQL over HTTP, as its own audit suite sees it", () => {
  const audits = serverAudits({ url: address, fetchFn: asCaller });

  it("has 61 points", () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))("%s %s", async (_id, _name, audit) => {
    const result = await audit.fn();

    expect(result).toMatchObject({ status: "ok" });
  });
});

describe("What a page on another site could send by itself", () => {
  it.each(["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"])(
    "is refused when it is a POST of %s",
    async (contentType) => {
      const response = await postAs(contentType, WHO);

      expect(response.status).toBe(415);
      expect(await codesIn(response)).toEqual(["UNSUPPORTED_MEDIA_TYPE"]);
    },
  );

  it("is refused when it is a GET, which carries no token", async () => {
    const response = await fetch(`${address()}?query={viewer{purpose}}`);

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await codesIn(response)).toEqual(["TOKEN_MISSING"]);
  });

  it("is refused when it is a POST without a content type", async () => {
    const response = await asCaller(address(), { method: "POST", body: new Uint8Array(Buffer.from(WHO)) });

    expect(response.status).toBe(415);
  });

  it("gets no permission to read an answer from elsewhere", async () => {
    const response = await asCaller(address(), { headers: { origin: "https://elsewhere.example" } });

    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("What one request may hold", () => {
  it("is one operation: an array of them is refused", async () => {
    const response = await postAs("application/json", `[${WHO},${WHO}]`);

    expect(response.status).toBe(400);
    expect(await codesIn(response)).toEqual(["BAD_REQUEST"]);
  });

  it("is never a mutation, over GET", async () => {
    const response = await asCaller(`${address()}?query=${encodeURIComponent("mutation { __typename }")}`);

    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  it.each(["PUT", "DELETE", "PATCH"])("is not sent by %s", async (method) => {
    const response = await asCaller(address(), { method, headers: { "content-type": "application/json" }, body: WHO });

    expect(response.status).toBe(404);
  });
});

describe("The form of the answer", () => {
  it("is what the caller prefers", async () => {
    const accept = "application/json;q=0.5, application/graphql-response+json";
    const response = await postAs("application/json", WHO, { accept });

    expect(response.headers.get("content-type")).toMatch(/^application\/graphql-response\+json/);
    expect(await response.json()).toEqual({ data: { viewer: { purpose: "RELATIONSHIP_MANAGEMENT" } } });
  });

  it("is refused when the caller takes neither", async () => {
    const response = await postAs("application/json", WHO, { accept: "text/html" });

    expect(response.status).toBe(406);
  });

  it("says with its status that an operation was wrong only where nobody else could have said so", async () => {
    const wrong = JSON.stringify({ query: "{ nothingOfThatName }" });

    const plain = await postAs("application/json", wrong, { accept: "application/json" });
    const own = await postAs("application/json", wrong, { accept: "application/graphql-response+json" });

    expect([plain.status, own.status]).toEqual([200, 400]);
    expect(await codesIn(plain)).toEqual(await codesIn(own));
  });

  it("is not kept by anything on the way", async () => {
    const answers = await Promise.all([postAs("application/json", WHO), fetch(address())]);

    expect(answers.map(({ headers }) => headers.get("cache-control"))).toEqual(["no-store", "no-store"]);
  });
});
