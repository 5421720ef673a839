import type { Kysely } from "kysely";
import type { Fingerprint } from "./features/fingerprint.js";
import { COUNTED, CountedFrequencies } from "./match/counted-frequencies.js";
import type { Frequencies } from "./match/match-model.js";
import type { IdentityTables } from "./tables.js";

/** Under this token stands the number of all records that were counted. */
export const ALL_RECORDS = "*";

/** How common names and places were when the index was last built whole; read for the records at hand. */
export class StoredFrequencies implements Frequencies {
  readonly #loaded = new Map<string, number>();
  #counted = new CountedFrequencies();
  #total: number | null = null;

  constructor(private readonly store: Kysely<IdentityTables>) {}

  share(token: string): number {
    return this.#counted.share(token);
  }

  async load(prints: readonly Fingerprint[]): Promise<void> {
    const wanted = new Set(prints.flatMap((print) => COUNTED.flatMap((feature) => print.all(feature))));
    const missing = [...wanted].filter((token) => !this.#loaded.has(token));
    this.#total ??= (await this.#read([ALL_RECORDS])).get(ALL_RECORDS) ?? 0;
    for (let at = 0; at < missing.length; at += 500) {
      const some = missing.slice(at, at + 500);
      const found = this.#total === 0 ? new Map<string, number>() : await this.#read(some);
      for (const token of some) this.#loaded.set(token, found.get(token) ?? 0);
    }
    this.#counted = new CountedFrequencies(this.#loaded, this.#total);
  }

  async #read(tokens: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.store.selectFrom("frequency").selectAll().where("token", "in", tokens).execute();
    return new Map(rows.map(({ token, count }) => [token, count]));
  }
}
