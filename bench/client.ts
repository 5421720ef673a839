import { setTimeout as wait } from "node:timers/promises";
import { Pool } from "undici";

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One caller of one GraphQL server, over warm connections. */
export class Client {
  readonly #pool: Pool;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, token: string, purpose: string) {
    this.#pool = new Pool(url, { connections: 64, pipelining: 1 });
    this.#headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "x-purpose": purpose };
  }

  /** The answer's text. Throws when it is not a good one: a figure over failures would be worth nothing. */
  async send(operation: Operation): Promise<string> {
    const { statusCode, body } = await this.#pool.request({
      path: "/graphql",
      method: "POST",
      headers: this.#headers,
      body: JSON.stringify(operation),
    });
    const text = await body.text();
    if (statusCode !== 200 || text.includes('"errors":'))
      throw new Error(`answered ${statusCode}: ${text.slice(0, 300)}`);
    return text;
  }

  /** Milliseconds that one operation took. */
  async time(operation: Operation): Promise<number> {
    const startedAt = performance.now();
    await this.send(operation);
    return performance.now() - startedAt;
  }

  /** `count` operations, `inFlight` of them at any time. Milliseconds that all took. */
  async drive(count: number, inFlight: number, next: (index: number) => Operation): Promise<number> {
    const startedAt = performance.now();
    let index = 0;
    const worker = async (): Promise<void> => {
      while (index < count) {
        index += 1;
        await this.send(next(index));
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    return performance.now() - startedAt;
  }

  /** Operations at a fixed rate, sent on time whether or not those before have come back; the time that each took. */
  async pace(count: number, perSecond: number, next: (index: number) => Operation): Promise<number[]> {
    const startedAt = performance.now();
    const times: Promise<number>[] = [];
    for (let index = 0; index < count; index += 1) {
      const dueAt = startedAt + (index * 1_000) / perSecond;
      const early = dueAt - performance.now();
      if (early > 0) await wait(early);
      // From the moment it was due: a client that is late must not flatter the server.
      times.push(this.send(next(index)).then(() => performance.now() - dueAt));
    }
    return Promise.all(times);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
