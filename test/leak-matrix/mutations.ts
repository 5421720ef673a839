import { Kind, parse, print, type OperationDefinitionNode } from "graphql";
import type { Question } from "./questions.js";

/** Every mutation: how it is called, and on which grant. */
export const MUTATIONS: Readonly<
  Record<string, { readonly call: string; readonly on: "nothing" | "request" | "emergency" }>
> = {
  requestAccess: { call: "requestAccess(input: $input)", on: "nothing" },
  decideAccess: { call: `decideAccess(grantId: $grant, approve: false, comment: "looked at")`, on: "request" },
  revokeAccess: { call: `revokeAccess(grantId: $grant, comment: "looked at")`, on: "request" },
  reviewEmergencyAccess: {
    call: `reviewEmergencyAccess(grantId: $grant, justified: true, comment: "looked at")`,
    on: "emergency",
  },
};

/** The act, answering of its customer all that the question asks of one. */
export function actWith(field: string, question: Question): string {
  const act = MUTATIONS[field];
  if (act === undefined) throw new Error(`nothing tells how ${field} is called`);
  const [definition] = parse(question.document, { noLocation: true }).definitions;
  const { selectionSet, variableDefinitions = [] } = definition as OperationDefinitionNode;
  const [customer] = selectionSet.selections;
  if (customer?.kind !== Kind.FIELD || customer.name.value !== "customer" || !customer.selectionSet)
    throw new Error("an act answers of one customer");
  const others = variableDefinitions.filter(({ variable }) => !variable.name.value.startsWith("id")).map(print);
  const own = act.on === "nothing" ? "$input: AccessGrantInput!" : "$grant: ID!";
  return `mutation Leak(${[own, ...others].join(", ")}) { ${act.call} { __typename id state subject ${print(customer.selectionSet)} } }`;
}
