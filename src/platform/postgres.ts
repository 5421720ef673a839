import { Kysely, PostgresDialect } from "kysely";
import { Pool, types as parsers, type CustomTypesConfig } from "pg";

export interface PostgresOptions {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  readonly connections: number;
  /** One statement may take this long; then it is given up on both sides. */
  readonly statementTimeoutMs: number;
}

const BIG_INTEGER = 20;

/** Counters and moments fit a number; the driver would give texts, since others' might not. */
const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === BIG_INTEGER ? (text: string) => Number(text) : (parsers.getTypeParser(oid, format) as never),
};

/** Connections to PostgreSQL. One that breaks is replaced; nothing here retries, for only the caller knows what was under way. */
export function openPostgres({ url, connections, statementTimeoutMs }: PostgresOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    types,
    connectionTimeoutMillis: statementTimeoutMs,
    statement_timeout: statementTimeoutMs,
    // A server that does not even answer that it was too slow.
    query_timeout: statementTimeoutMs + 500,
    keepAlive: true,
    application_name: "customer-graph",
  });
  // A connection that breaks while nobody uses it: the pool opens another when there is need.
  pool.on("error", () => undefined);
  return pool;
}

export function overPool<Tables>(pool: Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

export type PostgresPool = Pool;
