import { createHash, createHmac, randomUUID } from "node:crypto";
import { XMLParser } from "fast-xml-parser";
import { Pool } from "undici";
import type { Bank } from "./upstream.js";

type Headers = Record<string, string>;

/** The upstream calls with nothing around them: a pool each, the credentials that the bank asks for, and the parser. */
export class LimitUpstreams {
  readonly #systems: Bank["systems"];
  readonly #pools = new Map<string, { readonly pool: Pool; readonly prefix: string }>();
  readonly #xml = new XMLParser({ parseTagValue: false, isArray: (name) => name === "PD01" });
  readonly #seconds: string;
  #core: Promise<Headers> | undefined;

  constructor({ systems }: Bank, now: number) {
    this.#systems = systems;
    this.#seconds = String(Math.floor(now / 1000));
    for (const [name, { baseUrl }] of Object.entries(systems)) {
      const { origin, pathname } = new URL(baseUrl);
      this.#pools.set(name, { pool: new Pool(origin, { connections: 64, pipelining: 1 }), prefix: pathname });
    }
  }

  async core<T>(ids: readonly string[]): Promise<T> {
    this.#core ??= this.#coreToken();
    return this.#json("core-banking", `/parties?ids=${ids.join(",")}&include=accounts`, await this.#core);
  }

  crm<T>(ids: readonly string[]): Promise<T> {
    const token = this.#secret("crm", "serviceToken");
    return this.#json("crm", `/customers?ids=${ids.join(",")}`, { authorization: `Bearer ${token}` });
  }

  loan<T>(ids: readonly string[]): Promise<T> {
    const headers = { "x-api-key": this.#secret("loan", "apiKey") };
    return this.#json("loan", `/loans?borrowerIds=${ids.join(",")}&pageSize=200&pageNo=1`, headers);
  }

  card<T>(ids: readonly string[]): Promise<T> {
    const path = `/customers?ids=${ids.join(",")}`;
    const nonce = randomUUID();
    const target = `${this.#pools.get("card")?.prefix ?? ""}${path}`;
    const lines = ["GET", target, this.#seconds, nonce, createHash("sha256").update("").digest("hex")];
    const signature = createHmac("sha256", this.#secret("card", "secret")).update(lines.join("\n")).digest("hex");
    return this.#json("card", path, {
      "x-card-key": this.#secret("card", "keyId"),
      "x-card-timestamp": this.#seconds,
      "x-card-nonce": nonce,
      "x-card-signature": signature,
    });
  }

  async bureau<T>(idNumber: string, consentId: string): Promise<T> {
    const fields = `<IdType>10</IdType><IdNumber>${idNumber}</IdNumber><Reason>01</Reason>`;
    const body = `<ReportRequest>${fields}<ConsentId>${consentId}</ConsentId></ReportRequest>`;
    const basic = `${this.#secret("credit-bureau", "user")}:${this.#secret("credit-bureau", "password")}`;
    const headers = { authorization: `Basic ${btoa(basic)}`, "content-type": "application/xml; charset=utf-8" };
    return this.#xml.parse(await this.#text("credit-bureau", "POST", "/stored-report", headers, body)) as T;
  }

  async #coreToken(): Promise<Headers> {
    const basic = `${this.#secret("core-banking", "clientId")}:${this.#secret("core-banking", "clientSecret")}`;
    const headers = { authorization: `Basic ${btoa(basic)}`, "content-type": "application/x-www-form-urlencoded" };
    const text = await this.#text("core-banking", "POST", "/oauth/token", headers, "grant_type=client_credentials");
    return { authorization: `Bearer ${(JSON.parse(text) as { access_token: string }).access_token}` };
  }

  async #json<T>(name: string, path: string, headers: Headers): Promise<T> {
    return JSON.parse(await this.#text(name, "GET", path, headers)) as T;
  }

  async #text(name: string, method: "GET" | "POST", path: string, headers: Headers, body?: string): Promise<string> {
    const upstream = this.#pools.get(name);
    if (upstream === undefined) throw new Error(`the bank has no ${name}`);
    const answer = await upstream.pool.request({ path: upstream.prefix + path, method, headers, body: body ?? null });
    return answer.body.text();
  }

  #secret(name: string, key: string): string {
    return this.#systems[name]?.credentials[key] ?? "";
  }
}
