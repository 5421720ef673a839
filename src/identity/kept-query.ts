import type { CompiledQuery, Kysely } from "kysely";
import type { IdentityTables } from "./tables.js";

const kept = new WeakMap<object, Map<string, CompiledQuery<unknown>>>();

/**
 * A query that is compiled once for each kind of store, with other parameters: to put a statement together takes longer
 * than the store takes to answer it. `compile` makes it with as many parameters as are given here.
 */
export function withParameters<Row>(
  store: Kysely<IdentityTables>,
  name: string,
  parameters: readonly unknown[],
  compile: () => CompiledQuery<Row>,
): CompiledQuery<Row> {
  const kind = store.getExecutor().adapter.constructor;
  const known = kept.get(kind) ?? new Map<string, CompiledQuery<unknown>>();
  kept.set(kind, known);
  const compiled = known.get(name) ?? compile();
  known.set(name, compiled);
  return { ...(compiled as CompiledQuery<Row>), parameters };
}
