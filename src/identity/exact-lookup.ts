import { sql, type CompiledQuery, type Kysely } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import { checkIdentifier } from "../domain/identifier-check.js";
import type { IdentifierType } from "../domain/identifier.js";
import type { IdentifierQuery } from "../domain/membership.js";
import type { SourceName } from "../domain/source.js";
import type { Feature } from "./features/features.js";
import type { KeyRing } from "./features/key-ring.js";
import { withParameters } from "./kept-query.js";
import { identifierKey } from "./match/blocking-keys.js";
import { heldNumberKey } from "./observation.js";
import type { IdentityTables } from "./tables.js";

/**
 * Finds customers by an identifier out of the index alone: one statement, whose time is the same for a number that
 * somebody has, that nobody has, and that is wrong in itself. A number that several share gives all of them.
 */
export class ExactLookup {
  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly ring: KeyRing,
  ) {}

  async find({ type, value }: IdentifierQuery): Promise<readonly CustomerId[]> {
    const checked = checkIdentifier(type, value);
    const source = SOURCE_OF_KEY[type];
    // A wrong number is looked for like any other, under a key that nobody has.
    const sought = checked.isValid ? checked.value : "";
    const query = source === undefined ? this.#byKey(this.#keysOf(type, sought)) : this.#byNumber(source, sought);
    const { rows } = await this.store.executeQuery(query);
    return [...new Set(rows.map(({ customer_id }) => customer_id as CustomerId))];
  }

  #keysOf(type: IdentifierType, value: string): string[] {
    return this.ring.keys.map((key) => {
      if (type === "ACCOUNT_NUMBER" || type === "CARD_PAN") {
        return `${key.id}:${heldNumberKey(key.token("HELD", `${type} ${value}`))}`;
      }
      // Old permits print the count of their issues behind the nine characters that name the holder.
      const comparable = type === "HKMO_PERMIT" ? value.slice(0, 9) : value;
      return `${key.id}:${identifierKey(type as Feature, key.token(type, comparable))}`;
    });
  }

  #byKey(keys: readonly string[]): CompiledQuery<Owner> {
    return withParameters(this.store, `owners by ${keys.length} keys`, keys, () =>
      this.#owners()
        .innerJoin("record_key", "record_key.record", "record.record")
        .where("record_key.key", "in", keys)
        .compile(),
    );
  }

  #byNumber(source: SourceName, recordId: string): CompiledQuery<Owner> {
    return withParameters(this.store, "owner by number", [source, recordId], () =>
      this.#owners().where("record.source", "=", source).where("record.record_id", "=", recordId).compile(),
    );
  }

  /** Without any parameter of its own. */
  #owners() {
    return this.store
      .selectFrom("record")
      .innerJoin("link", (join) =>
        join.onRef("link.source", "=", "record.source").onRef("link.record_id", "=", "record.record_id"),
      )
      .select("link.customer_id")
      .where("link.decision", "=", POSITIVE)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom("link as later")
              .select("later.sequence")
              .whereRef("later.source", "=", "link.source")
              .whereRef("later.record_id", "=", "link.record_id")
              .where("later.decision", "=", POSITIVE)
              .whereRef("later.sequence", ">", "link.sequence"),
          ),
        ),
      )
      .orderBy("record.record")
      .limit(MOST);
  }
}

interface Owner {
  readonly customer_id: string;
}

const POSITIVE = sql.lit("POSITIVE");
/** More customers than this are nobody's answer. */
const MOST = sql.lit(500);

/** Numbers that one system gives are that system's names for its own records. */
const SOURCE_OF_KEY: Partial<Record<IdentifierType, SourceName>> = {
  CIF: "core-banking",
  LOAN_CUSTOMER: "loan",
  CARD_CUSTOMER: "card",
  CRM: "crm",
};
