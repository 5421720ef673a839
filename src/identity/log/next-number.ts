import type { Kysely } from "kysely";
import type { IdentityTables } from "../tables.js";

const COLUMN = { record: "record", statement: "sequence", resolution_event: "event" } as const;

/**
 * Numbers for new rows. Whoever writes these tables has taken the turn, so that nobody else counts on meanwhile; and a
 * number that we know beforehand needs no answer from the store, which the two kinds of store give differently.
 */
export class NextNumber {
  readonly #last = new Map<string, number>();

  constructor(private readonly store: Kysely<IdentityTables>) {}

  async of(table: keyof typeof COLUMN): Promise<number> {
    const last = this.#last.get(table) ?? (await this.#highest(table));
    this.#last.set(table, last + 1);
    return last + 1;
  }

  async #highest(table: keyof typeof COLUMN): Promise<number> {
    const row = await this.store
      .selectFrom(table)
      .select((select) => select.fn.max<number | null>(COLUMN[table] as never).as("highest"))
      .executeTakeFirst();
    return row?.highest ?? 0;
  }
}
