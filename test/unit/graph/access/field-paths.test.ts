import { isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { FieldPaths } from "../../../../src/graph/access/field-paths.js";
import { buildGraph } from "../../../../src/graph/engine/build-graph.js";
import { codeOf } from "../../../support/grant-desk.js";
import { decisionOf } from "../../../support/decisions.js";

const graph = buildGraph();
const paths = new FieldPaths(graph);
const EVERYTHING = decisionOf({
  grantsHonoured: true,
  requestable: ["PERSON_NAME", "DOCUMENT_NUMBER", "MOBILE", "AMOUNT"],
});

describe("the name of a field", () => {
  it.each([
    ["documents.number", "IdentityDocument.number"],
    ["person.documents.number", "IdentityDocument.number"],
    ["displayName", "Customer.displayName"],
    ["birthDate", "Person.birthDate"],
    ["contactPoints.value", "ContactPoint.value"],
    ["position.aum", "FinancialPosition.aum"],
    ["position.aum.amount", "FinancialPosition.aum"],
    ["annualIncome", "Person.annualIncome"],
    ["loans.number", "Loan.number"],
    ["loans.balance.display", "Loan.balance"],
    ["loans.guarantors.name", "Guarantor.name"],
    ["creditCards.number", "CreditCard.number"],
    ["depositAccounts.transactions.amount", "Transaction.amount"],
    ["creditReport.totalDebt", "CreditReport.totalDebt"],
  ])("%s is %s", (path, coordinate) => {
    expect(paths.resolveAll([path])).toMatchObject([{ path, coordinate }]);
  });

  it.each([
    ["UNKNOWN_FIELD", ["", ".", "number", "Person.documents", "documents..number", " documents.number", "__proto__"]],
    ["UNKNOWN_FIELD", ["loans.edges.node.number", "loans.pageInfo", "guardians.customer.displayName", "__typename"]],
    ["UNKNOWN_FIELD", ["loans.holders.customer.displayName", "viewerAccess.grant.reason"]],
    ["FIELD_NOT_REQUESTABLE", ["documents", "loans", "person", "position", "customerNumber", "documents.type"]],
    ["FIELD_NOT_REQUESTABLE", ["documents.display", "loans.numberDisplay", "identifiers.value", "position.complete"]],
  ])("is refused as %s: %j", async (code, refused) => {
    for (const path of refused) expect(await codeOf(() => paths.resolveAll([path])), path).toBe(code);
  });

  it("leads to a field of the graph with a label of its own, whatever is offered", () => {
    const offered = paths.requestableUnder(EVERYTHING);
    expect(offered.length).toBeGreaterThan(30);
    for (const { path, coordinate } of offered.flatMap((each) => paths.resolveAll([each]))) {
      const [typeName = "", field = ""] = coordinate.split(".");
      const type = graph.getType(typeName);
      const declared = isObjectType(type) ? type.getFields()[field] : undefined;
      const isLabelled = declared?.astNode?.directives?.some(({ name }) => name.value === "sensitive") ?? false;
      const isAmount = String(declared?.type).startsWith("Money");
      expect(isLabelled || isAmount, path).toBe(true);
    }
  });

  it("is offered where it is not clear and may be asked for, and only there", () => {
    const masked = paths.requestableUnder(decisionOf({ grantsHonoured: true, requestable: ["AMOUNT"] }));
    expect(masked).toContain("position.aum");
    expect(masked).not.toContain("person.documents.number");
    expect(
      paths.requestableUnder(decisionOf({ grantsHonoured: true, requestable: ["AMOUNT"], clear: ["AMOUNT"] })),
    ).toEqual([]);
    expect(paths.requestableUnder(decisionOf({ requestable: ["AMOUNT"] }))).toEqual([]);
    const granted = new Map([["FinancialPosition.aum", "g1"]]);
    const rest = paths.requestableUnder(decisionOf({ grantsHonoured: true, requestable: ["AMOUNT"] }, granted));
    expect(rest).not.toContain("position.aum");
    expect(rest).toContain("position.deposits");
  });
});
