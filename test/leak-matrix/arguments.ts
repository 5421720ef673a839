/**
 * Every argument of the graph, and how it is kept from telling a value that the caller does not see. An argument that is not
 * here fails the matrix: whoever adds one says here what it filters, orders or finds by, and has it looked at.
 */
export const ARGUMENTS_LOOKED_AT: Readonly<Record<string, string>> = {
  "Query.customer(id:)": "our own id, asked of everybody by everybody",
  "Query.customer(policy:)": "how fresh; no value",
  "Query.customersByIdentifier(identifier:)":
    "look-ups: right and wrong numbers answer alike to whoever may not look up or does not reach",
  "Query.customersByIdentifier(first:)": "a size; no value",
  "Query.customersByIdentifier(policy:)": "how fresh; no value",
  "Query.accessGrants(after:)": "a cursor: opened as far as it can be, and tried with values in it",
  "Query.accessGrants(first:)": "a size; no value",
  "Query.accessGrants(state:)": "a state of a request; no value of a customer",
  "Query.customers(after:)": "a cursor: opened as far as it can be, and tried with values in it",
  "Query.customers(filter:)":
    "by a kind that the caller does not see in clear of everybody: refused alike, whatever is asked for",
  "Query.customers(first:)": "a size; no value",
  "Query.customers(orderBy:)": "by a kind that the caller does not see in clear of everybody: refused",
  "Query.searchCustomers(text:)": "names that the caller sees in clear; any other is found by nothing, right or wrong",
  "Query.searchCustomers(first:)": "a size; no value",
  "Query.fieldPolicies(typeName:)": "a type of the graph; no value",
  "Query.node(id:)": "our own id, asked of everybody by everybody",
  "Query.nodes(ids:)": "our own ids, asked of everybody by everybody",
  "Customer.contactPoints(kind:)": "the kind of contact, which is public where contacts are reached",
  "Customer.creditReport(reason:)": "a reason; no value",
  "Viewer.portfolio(first:)": "a size; no value",
  "Viewer.portfolio(after:)": "a cursor: opened as far as it can be, and tried with values in it",
  "Mutation.requestAccess(input:)": "words of staff: repeated in no error, and refused where they hold a value",
  ...Object.fromEntries(
    ["decideAccess", "reviewEmergencyAccess", "revokeAccess"].flatMap((act) => [
      [`Mutation.${act}(comment:)`, "words of staff: repeated in no error, and refused where they hold a value"],
      [`Mutation.${act}(grantId:)`, "the id of a grant, tried with values in it"],
    ]),
  ),
  "Customer.facts(attributes:)": "names of attributes, which are the same for everybody",
  ...Object.fromEntries(
    ["Customer.accessLog", "AccessAnomaly.events"].flatMap((list) => [
      [`${list}(first:)`, "a size; no value"],
      [`${list}(after:)`, "a number of the trail, which holds no value"],
    ]),
  ),
  "Query.auditEvents(filter:)": "asked of the trail, which holds no value",
  "Query.auditEvents(first:)": "a size; no value",
  "Query.auditEvents(after:)": "a number of the trail, which holds no value",
  "Query.accessAnomalies(first:)": "a size; no value",
  "Subscription.auditAppended(filter:)": "asked of the trail, which holds no value",
  "Subscription.auditAppended(after:)": "a number of the trail, which holds no value",
  ...Object.fromEntries(
    ["accessAnomalies", "auditIntegrity"].flatMap((root) => [
      [`Query.${root}(from:)`, "a moment; no value"],
      [`Query.${root}(to:)`, "a moment; no value"],
    ]),
  ),
  ...Object.fromEntries(
    ["overrideAttribute", "withdrawOverride"].flatMap((act) => [
      [`Mutation.${act}(customerId:)`, "our own id, asked of everybody by everybody"],
      [`Mutation.${act}(attribute:)`, "the name of an attribute, which is the same for everybody"],
      [`Mutation.${act}(reason:)`, "words of staff: repeated in no error, and refused where they hold a value"],
    ]),
  ),
  "Mutation.mergeCustomers(customerId:)": "our own id, asked of everybody by everybody",
  "Mutation.mergeCustomers(otherId:)": "our own id, asked of everybody by everybody",
  "Mutation.mergeCustomers(despiteContradiction:)": "yes or no",
  ...Object.fromEntries(
    ["mergeCustomers", "unmerge", "judgePair"].map((act) => [
      `Mutation.${act}(reason:)`,
      "words of staff: repeated in no error, and refused where they hold a value",
    ]),
  ),
  "Mutation.unmerge(eventId:)": "the number of an event; one out of reach is one that is not there",
  "Mutation.judgePair(left:)": "a record of a customer in reach; any other is one that is not there",
  "Mutation.judgePair(right:)": "a record of a customer in reach; any other is one that is not there",
  "Mutation.judgePair(decision:)": "one word of a few that the graph fixes",
  "Mutation.judgePair(seen:)": "the number of a judgement; no value",
  "Mutation.openSubjectRequest(subjectId:)": "our own id, asked of everybody by everybody",
  "Mutation.openSubjectRequest(kind:)": "one word of a few that the graph fixes",
  "Query.subjectRequest(id:)": "the id of a request; somebody else's is nobody's",
  "Mutation.overrideAttribute(statementId:)": "a keyed mark, which does not tell its value",
  "Mutation.overrideAttribute(expiresAt:)": "a moment; no value",
  "Mutation.decideAccess(approve:)": "yes or no",
  "Mutation.reviewEmergencyAccess(justified:)": "yes or no",
  ...Object.fromEntries(
    ["creditCards", "depositAccounts", "investments", "loans"].flatMap((section) => [
      [`Customer.${section}(first:)`, "a size; no value"],
      [`Customer.${section}(after:)`, "a cursor: opened as far as it can be, and tried with values in it"],
      [`Customer.${section}(roles:)`, "roles of holders, which are public"],
    ]),
  ),
  ...Object.fromEntries(
    ["Customer.consents", "Customer.identifiers", "Customer.segments", "DepositAccount.transactions"].flatMap(
      (list) => [
        [`${list}(first:)`, "a size; no value"],
        [`${list}(after:)`, "a cursor: opened as far as it can be, and tried with values in it"],
      ],
    ),
  ),
};
