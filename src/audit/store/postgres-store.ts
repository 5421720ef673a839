import { openPostgres, overPool, type PostgresOptions, type PostgresPool } from "../../platform/postgres.js";
import { canonicalJson } from "../event/canonical.js";
import type { Seal, Signed } from "../proof/seal.js";
import { AUDIT_TABLES, type AuditTables } from "./audit-tables.js";
import { StoreFailure, type AuditStore } from "./audit-store.js";
import { SqlReads } from "./sql-reads.js";
import { indexOf, type ChainedEvent } from "./stored-event.js";

/** The gateway's role could rewrite the trail: it must not start with such rights. */
export class TooManyRights extends Error {
  override readonly name = "TooManyRights";
  constructor(tables: readonly string[]) {
    super(
      `the audit store's role may change or remove rows of ${tables.join(", ")}: give the gateway the role that "audit setup" makes`,
    );
  }
}

/** Opens a trail that several gateways share. Its tables are made by `audit setup`, with another role. */
export async function openPostgresStore(options: PostgresOptions): Promise<AuditStore> {
  const pool = openPostgres(options);
  try {
    await refuseRights(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresStore(pool);
}

async function refuseRights(pool: PostgresPool): Promise<void> {
  const { rows } = await pool.query<{ readonly name: string }>(
    `select name from unnest($1::text[]) as name
      where has_table_privilege(current_user, name, 'update, delete, truncate')
        or pg_has_role(current_user, (select relowner from pg_class where oid = name::regclass), 'member')`,
    [AUDIT_TABLES],
  );
  if (rows.length > 0) throw new TooManyRights(rows.map(({ name }) => name));
}

class PostgresStore extends SqlReads implements AuditStore {
  readonly file = null;
  readonly #pool: PostgresPool;

  constructor(pool: PostgresPool) {
    super(overPool<AuditTables>(pool), "postgres");
    this.#pool = pool;
  }

  async append(events: readonly ChainedEvent[]): Promise<void> {
    try {
      await this.#pool.query({ name: "audit-append", text: APPEND, values: toColumns(events) });
    } catch (error) {
      // A code of five characters is the server's own: it has refused the statement, and with it all of it.
      const { code } = error as { readonly code?: unknown };
      throw new StoreFailure(typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !UNCERTAIN.test(code), error);
    }
  }

  async addSeal({ record, signature }: Signed<Seal>, mark: number): Promise<boolean> {
    const { ranges } = record;
    try {
      await this.#pool.query(ADD_SEAL, [
        record.number,
        record.period,
        canonicalJson(record),
        signature,
        mark,
        ranges.map(({ writer }) => writer),
        ranges.map(({ last }) => last),
        ranges.map(({ first }) => first),
        ranges.map(({ head }) => head),
      ]);
      return true;
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === UNIQUE_VIOLATION) return false;
      throw error;
    }
  }

  async addPublished(target: string, number: number): Promise<void> {
    await this.#pool.query("insert into audit_published (target, number) values ($1, $2) on conflict do nothing", [
      target,
      number,
    ]);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

const UNIQUE_VIOLATION = "23505";
/** Connection exceptions, and a server that shuts down: they may come after the commit. */
const UNCERTAIN = /^(08|57P)/;

/** One statement is one transaction: one way there and back, one sync. */
const APPEND = `
with event as (
  insert into audit_event (period, id, at, recorded_at, writer, sequence, actor, purpose, action, decision, grant_id, outside, canonical, hash)
  select period, id, at, (extract(epoch from clock_timestamp()) * 1000)::bigint, writer, sequence, actor, purpose, action,
    decision, grant_id, outside, canonical, hash
  from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::smallint[], $12::text[], $13::text[])
    as given (period, id, at, writer, sequence, actor, purpose, action, decision, grant_id, outside, canonical, hash)
  order by sequence
  returning period, position, sequence, at
), shape as (
  insert into audit_shape (path, class, outcome, shape)
  select * from unnest($14::text[], $15::text[], $16::text[], $17::text[])
  on conflict do nothing
)
insert into audit_subject (period, customer_id, position, shape, at, outside)
select event.period, customer_id, event.position, shape, event.at, outside
from unnest($18::bigint[], $19::text[], $20::text[], $21::smallint[]) as given (sequence, customer_id, shape, outside)
join event using (sequence)`;

const ADD_SEAL = `
with seal as (
  insert into audit_seal (number, period, record, signature, mark) values ($1, $2, $3, $4, $5)
)
insert into audit_seal_range (writer, last, first, head, number)
select *, $1::bigint from unnest($6::text[], $7::bigint[], $8::bigint[], $9::text[])`;

function toColumns(events: readonly ChainedEvent[]): unknown[] {
  const indexed = events.map(({ event }) => ({ event, index: indexOf(event) }));
  const shapes = new Map(
    indexed.flatMap(({ index }) => index.shapes.map((each) => [each.shape, each.fields] as const)),
  );
  // Every gateway adds lists in one order, so that two that add the same ones never wait for each other in a circle.
  const fields = [...shapes]
    .flatMap(([shape, groups]) =>
      groups.flatMap((group) =>
        group.paths.map((path) => ({ path, class: group.class, outcome: group.outcome, shape })),
      ),
    )
    .sort((left, right) => (left.shape + left.path < right.shape + right.path ? -1 : 1));
  const subjects = indexed.flatMap(({ event, index }) =>
    index.subjects.map((each) => ({ sequence: event.sequence, ...each })),
  );
  return [
    events.map(({ period }) => period),
    events.map(({ event }) => event.id),
    events.map(({ event }) => event.at),
    events.map(({ event }) => event.writer),
    events.map(({ event }) => event.sequence),
    events.map(({ event }) => event.actor.subject),
    events.map(({ event }) => event.purpose),
    events.map(({ event }) => event.action),
    events.map(({ event }) => event.decision),
    events.map(({ event }) => event.grantId),
    indexed.map(({ index }) => index.outside),
    events.map(({ canonical }) => canonical),
    events.map(({ hash }) => hash),
    fields.map(({ path }) => path),
    fields.map((field) => field.class),
    fields.map(({ outcome }) => outcome),
    fields.map(({ shape }) => shape),
    subjects.map(({ sequence }) => sequence),
    subjects.map(({ customerId }) => customerId),
    subjects.map(({ shape }) => shape),
    subjects.map(({ outside }) => outside),
  ];
}
