import type { Sent } from "./leak-world.js";

const FIND = "query ($identifier: IdentifierInput!) { customersByIdentifier(identifier: $identifier) { totalCount } }";
const PAGE =
  "query ($after: String) { viewer { customer { depositAccounts(after: $after) { totalCount } identifiers(after: $after) { edges { cursor } } } portfolio(after: $after) { totalCount } } }";

const LIST = `query ($filter: CustomerFilter, $orderBy: CustomerOrder, $after: String) {
  customers(filter: $filter, orderBy: $orderBy, after: $after) { totalCount }
}`;
const ASK = "mutation ($input: AccessGrantInput!) { requestAccess(input: $input) { id } }";
const NOBODY = `cus_${"0".repeat(26)}`;

/** Operations that are wrong in every way that could repeat what was sent, with a value put into each. */
export function wrongOperations(value: string): readonly Sent[] {
  const quoted = JSON.stringify(value);
  const word = value.replaceAll(/[^A-Za-z0-9]/gu, "") || "x";
  const cursor = Buffer.from(JSON.stringify([value, value])).toString("base64url");
  return [
    { query: FIND, variables: { identifier: { type: value, value: "1" } } },
    { query: FIND, variables: { identifier: { type: "MOBILE", value: { number: value } } } },
    { query: FIND, variables: { identifier: { type: "MOBILE", value: [value, value] } } },
    { query: FIND, variables: { identifier: value } },
    { query: FIND, variables: { identifier: { type: "MOBILE", value: "1", [value]: value } } },
    { query: FIND, variables: { identifier: { type: "RESIDENT_ID", value: `${value}*` } } },
    { query: `{ customersByIdentifier(identifier: { type: ${quoted}, value: 1 }) { totalCount } }` },
    { query: `{ customersByIdentifier(identifier: { type: x${word}, value: ${quoted} }) { totalCount } }` },
    { query: `{ customersByIdentifier(first: ${quoted}, identifier: { type: MOBILE, value: "1" }) { totalCount } }` },
    { query: `{ customer(id: ${quoted}) { id } }` },
    { query: `{ node(id: ${quoted}) { id } }` },
    { query: `{ nodes(ids: [${quoted}, "dep_${Buffer.from(value).toString("base64url")}"]) { id } }` },
    { query: `{ x${word} }` },
    { query: `{ viewer(x${word}: ${quoted}) { purpose } }` },
    { query: `{ viewer { purpose @x${word} } }` },
    { query: `{ viewer { purpose @include(if: ${quoted}) } }` },
    { query: `{ viewer { ...x${word} } }` },
    { query: `{ viewer { purpose } ${quoted}` },
    { query: `query x${word} { viewer { purpose } }`, operationName: value },
    { query: `query ($v: x${word}) { viewer { purpose } }`, variables: { v: value } },
    {
      query: `{ viewer { customer { creditReport(reason: x${word}) { __typename } contactPoints(kind: ${quoted}) { kind } } } }`,
    },
    { query: LIST, variables: { filter: { mobileEq: value } } },
    { query: LIST, variables: { filter: { mobileEq: [value] } } },
    { query: LIST, variables: { filter: { birthDateGte: value } } },
    { query: LIST, variables: { filter: { churnBand: value, segmentId: value } } },
    { query: LIST, variables: { filter: { lifecycleIn: [value] } } },
    { query: LIST, variables: { filter: { branchId: value, managerId: value } } },
    { query: LIST, variables: { filter: { kind: value, [value]: value } } },
    { query: LIST, variables: { orderBy: { field: value, direction: value } } },
    { query: LIST, variables: { after: cursor } },
    { query: LIST, variables: { after: value } },
    { query: `{ accessGrants(state: [${quoted}]) { totalCount } }` },
    { query: `{ accessGrants(after: ${quoted}) { totalCount } }` },
    { query: `{ fieldPolicies(typeName: ${quoted}) { fieldName } }` },
    { query: ASK, variables: { input: { subjectId: value, fields: [value], reason: value } } },
    { query: ASK, variables: { input: { subjectId: NOBODY, fields: ["documents.number"], reason: value } } },
    { query: ASK, variables: { input: { subjectId: NOBODY, fields: [`documents.${value}`], reason: "a case" } } },
    {
      query: ASK,
      variables: { input: { subjectId: NOBODY, fields: ["documents.number"], reason: "a case", ticket: value } },
    },
    {
      query: ASK,
      variables: {
        input: {
          subjectId: NOBODY,
          fields: ["documents.number"],
          reason: "a case",
          foundBy: { type: "RESIDENT_ID", value },
        },
      },
    },
    { query: `mutation { decideAccess(grantId: ${quoted}, approve: true, comment: ${quoted}) { id } }` },
    { query: `mutation { decideAccess(grantId: "grant_MQ", approve: ${quoted}, comment: ${quoted}) { id } }` },
    { query: `mutation { revokeAccess(grantId: "grant_MQ", comment: ${quoted}) { id } }` },
    {
      query: `mutation { reviewEmergencyAccess(grantId: "grant_MQ", justified: true, comment: ${quoted}) { id } }`,
    },
    { query: PAGE, variables: { after: cursor } },
    { query: PAGE, variables: { after: Buffer.from(value).toString("base64url") } },
    { query: PAGE, variables: { after: value } },
    { query: PAGE, variables: { after: { value } } },
  ];
}
