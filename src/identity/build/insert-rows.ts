import { CompiledQuery, PostgresAdapter, type Kysely } from "kysely";
import type { IdentityTables } from "../tables.js";

type Value = string | number | null;

/** Parameters of one statement: both kinds of store take more, but gain nothing by it. */
const LARGEST_STATEMENT = 4_000;

/** Adds many rows by statements whose text is always the same, so that nothing is compiled anew for each. */
export async function insertRows(
  store: Kysely<IdentityTables>,
  table: keyof IdentityTables,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  onConflict: "" | "on conflict do nothing" = "",
): Promise<void> {
  const perStatement = Math.floor(LARGEST_STATEMENT / columns.length);
  const isPostgres = store.getExecutor().adapter instanceof PostgresAdapter;
  for (let at = 0; at < rows.length; at += perStatement) {
    const some = rows.slice(at, at + perStatement);
    const text = `${textOf(table, columns, some.length, isPostgres)} ${onConflict}`;
    await store.executeQuery(CompiledQuery.raw(text, some.flat()));
  }
}

const texts = new Map<string, string>();

function textOf(table: string, columns: readonly string[], rows: number, isPostgres: boolean): string {
  const name = `${isPostgres ? "$" : "?"} ${table} ${rows} ${columns.join(" ")}`;
  let text = texts.get(name);
  if (text === undefined) {
    const width = columns.length;
    const values = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: width }, (__, column) => (isPostgres ? `$${row * width + column + 1}` : "?")).join(","),
    );
    text = `insert into ${table} (${columns.join(",")}) values (${values.join("),(")})`;
    if (texts.size < 100) texts.set(name, text);
  }
  return text;
}
