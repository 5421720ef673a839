import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import type { Instant } from "../../domain/instant.js";
import type { SubjectRequest as Record, SubjectRequestKind as Kind } from "../../rights/subject-request.js";
import { SubjectRequestKind } from "../enums.js";
import { Node } from "../node.type.js";
import { DateTime } from "../scalars.js";
import { SourceSystem } from "../shared/freshness.type.js";

@Directive("@public")
@ObjectType({ description: "What came of one source." })
export class SubjectRequestSource {
  @Field(() => SourceSystem)
  source!: SourceSystem;

  @Field(() => String, { description: "COMPLETE, PARTIAL, UNAVAILABLE, or RETAINED: not in the copy, for a reason." })
  state!: string;

  @Field(() => Int, { nullable: true, description: "Null where it is not known." })
  recordCount!: number | null;

  @Field(() => String, { nullable: true, description: "Why the bank keeps it, or why it is not in the copy." })
  retainedBecause!: string | null;
}

@Directive('@key(fields: "id")')
@Directive("@public")
@ObjectType({
  implements: Node,
  description:
    "A person's request for what the bank holds about him; seen by the data-protection office, and by himself.",
})
export class SubjectRequest extends Node {
  @Field(() => SubjectRequestKind)
  kind!: Kind;

  @Field(() => ID)
  subjectId!: string;

  @Field(() => String, {
    description:
      "OPEN, ASSEMBLING, READY, PARTIAL (with `gaps`, and goes on trying until it is due) or EXPIRED (package and key are gone).",
  })
  state!: string;

  @Field(() => DateTime)
  openedAt!: Instant;

  @Field(() => DateTime, { description: "The end of the last day in which it is answered, in the bank's calendar." })
  dueAt!: Instant;

  @Field(() => [SubjectRequestSource], { description: "Empty before the first package." })
  perSource!: SubjectRequestSource[];

  @Field(() => [String], { description: "What is missing from the package, each as `place: CODE`." })
  gaps!: readonly string[];

  @Field(() => String, { nullable: true, description: "Null unless there is a package that may be downloaded." })
  downloadUrl!: string | null;

  @Field(() => Int)
  downloadCount!: number;

  @Field(() => String, { nullable: true, description: "SHA-256 of the package's `manifest.json`, in hexadecimal." })
  manifestHash!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When the package and its key are destroyed." })
  expiresAt!: Instant | null;

  /** What the resolver reads further on. No field of the graph. */
  record!: Record;
}
