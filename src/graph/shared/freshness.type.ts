import { Directive, Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { FreshnessRecord, FreshnessState as State, ServedFrom as From } from "../../domain/freshness.js";
import type { Instant } from "../../domain/instant.js";
import type { SourceFault } from "../../domain/source-fault.js";
import type { SourceFacts, SourceKind as Kind } from "../../domain/source.js";
import { FreshnessState, ServedFrom, SourceKind } from "../enums.js";
import { DateTime } from "../scalars.js";

@Directive("@public")
@ObjectType({ description: "A system that knows a part of the customer." })
export class SourceSystem {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => SourceKind)
  kind!: Kind;

  @Field(() => String, { nullable: true, description: "The team that answers for it." })
  owner!: string | null;

  @Field(() => Float, { description: "How much its word weighs against other sources', 0 to 1." })
  trust!: number;

  @Field(() => Int, { description: "Its freshness budget: older than this is STALE." })
  maxAgeSeconds!: number;
}

@Directive("@public")
@ObjectType({ description: "When something was true at its source, when it was read, and how it was served." })
export class Freshness {
  @Field(() => SourceSystem)
  source!: SourceSystem;

  @Field(() => DateTime, { nullable: true })
  asOf!: Instant | null;

  @Field(() => DateTime, { nullable: true })
  retrievedAt!: Instant | null;

  @Field(() => Int, { nullable: true })
  ageSeconds!: number | null;

  @Field(() => FreshnessState)
  state!: State;

  @Field(() => ServedFrom)
  servedFrom!: From;

  @Field(() => String, { nullable: true, description: "A fault code, when something is missing." })
  reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The part of a divided source that is missing, as `core-banking/ningbo`; the other parts have answered.",
  })
  part!: string | null;
}

const systems = new WeakMap<SourceFacts, SourceSystem>();

/** One object per source and process: facts do not change while it runs. */
export function toSourceSystem(facts: SourceFacts): SourceSystem {
  let system = systems.get(facts);
  if (system === undefined) {
    const { name, title, kind, owner, trust, freshnessBudgetSeconds } = facts;
    system = Object.assign(new SourceSystem(), {
      id: name,
      name: title,
      kind,
      owner,
      trust,
      maxAgeSeconds: freshnessBudgetSeconds,
    });
    systems.set(facts, system);
  }
  return system;
}

/** `gap` is the fault of a record that is missing from what the source said; its code becomes the reason. */
export function toFreshness(record: FreshnessRecord, facts: SourceFacts, gap?: SourceFault): Freshness {
  const reason = record.reason ?? gap?.code ?? null;
  const part = record.part ?? gap?.part ?? null;
  return Object.assign(new Freshness(), record, { source: toSourceSystem(facts), reason, part });
}
