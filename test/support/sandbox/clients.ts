import { createHash, createHmac, randomUUID } from "node:crypto";
import type { Sandbox, SystemAddress } from "../../../sandbox/main.js";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** GET, or POST when there is a body; the path is below the system's base address. */
export type Ask = (path: string, body?: unknown) => Promise<Answer>;

export async function ask(url: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  const post = body !== undefined && { method: "POST", body };
  const json = body !== undefined && { "content-type": "application/json" };
  const response = await fetch(url, { headers: { ...json, ...headers }, ...post });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function address(sandbox: Sandbox, name: string): SystemAddress {
  const found = sandbox.systems[name];
  if (!found) throw new Error(`the sandbox has no ${name}`);
  return found;
}

export async function coreToken(sandbox: Sandbox): Promise<string> {
  const { baseUrl, credentials } = address(sandbox, "core-banking");
  const basic = Buffer.from(`${credentials["clientId"]}:${credentials["clientSecret"]}`).toString("base64");
  const headers = { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" };
  const { body } = await ask(`${baseUrl}/oauth/token`, headers, "grant_type=client_credentials");
  return (body as { access_token: string }).access_token;
}

export async function coreClient(sandbox: Sandbox): Promise<Ask> {
  const { baseUrl } = address(sandbox, "core-banking");
  const authorization = `Bearer ${await coreToken(sandbox)}`;
  return (path, body) => ask(baseUrl + path, { authorization }, encoded(body));
}

export function loanClient(sandbox: Sandbox): Ask {
  const { baseUrl, credentials } = address(sandbox, "loan");
  return (path, body) => ask(baseUrl + path, { "x-api-key": credentials["apiKey"] ?? "" }, encoded(body));
}

export function crmClient(sandbox: Sandbox): Ask {
  const { baseUrl, credentials } = address(sandbox, "crm");
  return (path, body) => ask(baseUrl + path, { authorization: `Bearer ${credentials["serviceToken"]}` }, encoded(body));
}

/** Signs like a card client should; `change` spoils a header, to see it refused. */
export function cardClient(sandbox: Sandbox, now: Date, change: Record<string, string> = {}): Ask {
  const { baseUrl, credentials } = address(sandbox, "card");
  return (path, body) => {
    const url = new URL(baseUrl + path);
    const timestamp = change["x-card-timestamp"] ?? String(Math.floor(now.getTime() / 1000));
    const nonce = change["x-card-nonce"] ?? randomUUID();
    const text = encoded(body);
    const bodyHash = createHash("sha256")
      .update(text ?? "")
      .digest("hex");
    const method = text === undefined ? "GET" : "POST";
    const signed = [method, url.pathname + url.search, timestamp, nonce, bodyHash].join("\n");
    const signature = createHmac("sha256", credentials["secret"] ?? "")
      .update(signed)
      .digest("hex");
    const headers = {
      "x-card-key": credentials["keyId"] ?? "",
      "x-card-timestamp": timestamp,
      "x-card-nonce": nonce,
      "x-card-signature": signature,
      ...change,
    };
    return ask(url.href, headers, text);
  };
}

function encoded(body: unknown): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}
