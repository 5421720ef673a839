import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { AccessError } from "../../access/access-error.js";
import type { Caller } from "../../access/caller.js";
import type { FieldPolicyReader } from "../../access/field-policy.js";
import { decideListing } from "../../access/list-customers.rule.js";
import { maskedSpecimen } from "../../access/masks/specimen.js";
import type { RequestContext } from "../context.js";
import { CustomerFilter } from "../customer/customer-list.input.js";
import { CustomerOrderField } from "../enums.js";
import { filterLabels, labelledOrders, type ListLabel } from "../list-labels.js";
import { labelledFields, type LabelledField } from "./field-labels.js";
import { FieldPolicy } from "./field-policy.type.js";

/** Who explores, tends or checks the graph rather than serving a customer with it. */
const TOOLS_STAFF = ["ANALYST", "DATA_STEWARD", "RISK_OFFICER", "RISK_APPROVER", "DATA_PROTECTION_OFFICER", "AUDITOR"];

@Resolver()
export class FieldPolicyResolver {
  @Query(() => [FieldPolicy], {
    description: "What the policies say of the sensitive fields of a type, or of all types. For tools staff.",
  })
  fieldPolicies(
    @Arg("typeName", () => String, { nullable: true }) typeName: string | null | undefined,
    @Ctx() { caller, fieldPolicies }: RequestContext,
  ): FieldPolicy[] {
    if (caller.staffId === null || !TOOLS_STAFF.some((role) => caller.roles.includes(role))) {
      throw new AccessError("ACCESS_DENIED");
    }
    return labelledFields()
      .filter((field) => typeName === null || typeName === undefined || field.typeName === typeName)
      .map((field) => toFieldPolicy(field, caller, fieldPolicies));
  }
}

function toFieldPolicy(
  { typeName, fieldName, label }: LabelledField,
  caller: Caller,
  policies: FieldPolicyReader,
): FieldPolicy {
  const field = `${typeName}.${fieldName}`;
  const isClear = decideListing(caller)?.terms.rendering.get(label.kind) === "CLEAR";
  const tells = (labels: Iterable<ListLabel>) => [...labels].some((each) => each?.field === field);
  const { renderings, reason } = policies.viewOf(caller, label);
  return Object.assign(new FieldPolicy(), {
    typeName,
    fieldName,
    class: label.class,
    kind: label.kind,
    masked: maskedSpecimen(label.kind),
    filterable: isClear && tells(filterLabels(CustomerFilter).values()),
    sortable: isClear && tells(Object.values(labelledOrders().get(CustomerOrderField) ?? {})),
    ...policies.describe(label),
    yours: renderings,
    reason,
  });
}
