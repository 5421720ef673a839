import { Directive, Field, Int, ObjectType } from "type-graphql";
import { connectionOf, edgeOf } from "../shared/connection.js";
import { AuditEvent } from "./audit-event.type.js";

@Directive("@public")
@ObjectType()
export class AuditEventEdge extends edgeOf(() => AuditEvent) {}

@Directive("@public")
@ObjectType()
export class AuditEventConnection extends connectionOf(() => AuditEventEdge) {
  @Field(() => Int, { nullable: true, description: "Null where there are more than are counted, which is 100000." })
  totalCount?: number | null;
}
