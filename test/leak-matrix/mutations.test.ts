import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLeakWorld, requestOn, type LeakWorld } from "./leak-world.js";
import { Matrix } from "./matrix.js";
import { actWith, MUTATIONS } from "./mutations.js";
import { leakOperations } from "./operations.js";
import { questionsOf } from "./questions.js";
import { printedSchema } from "./schema.js";
import { expectNone, finish, LOOKED_AT } from "./suite.js";
import { readTable } from "./table.js";
import { looksAt, targetOf, type Target } from "./targets.js";
import { nameOfViewer, REQUESTER, viewers, type Viewer } from "./viewers.js";

const schema = printedSchema();
const operations = leakOperations(schema).filter(
  ({ form, entersAgain, responsePath }) => form === "plain" && !entersAgain && responsePath[0] === "customer",
);
const questions = questionsOf(schema, operations);
/** Asks for what the others act on: an emergency opens something, which must be nobody's who looks. */
const ASKING: Viewer = { ...REQUESTER, name: "another risk officer", subject: "staff:RISK8" };
const REFUSALS = ["ACCESS_DENIED", "CUSTOMER_NOT_REACHABLE", "GRANT_NOT_FOUND", "FIELD_NOT_REQUESTABLE"];

describe("Who sees what of the customer whom an act is about", () => {
  let world: LeakWorld;
  let matrix: Matrix;
  let target: Target;
  const done = new Map<string, Set<string>>(Object.keys(MUTATIONS).map((field) => [field, new Set()]));
  /** What nobody has acted on yet. */
  const open = new Map<string, string>();

  beforeAll(async () => {
    world = await openLeakWorld();
    matrix = new Matrix(world, readTable(), schema);
    target = await targetOf(world, LOOKED_AT.wang);
  });
  afterAll(() => finish(world, "acts", matrix, `${Object.keys(MUTATIONS).length} acts × ${viewers().length} viewers`));

  async function grantFor(on: "request" | "emergency"): Promise<string> {
    const id = open.get(on) ?? (await requestOn(world.ask, LOOKED_AT.wang, ASKING, on === "emergency"));
    open.set(on, id);
    return id;
  }

  it.each(viewers().map((viewer) => [nameOfViewer(viewer), viewer] as const))(
    "%s",
    { timeout: 120_000 },
    async (name, viewer) => {
      for (const [field, { on }] of Object.entries(MUTATIONS)) {
        for (const question of questions) {
          const [look] = looksAt(question, target, viewer.purpose);
          if (look === undefined) throw new Error("a customer can be looked at");
          const input = { subjectId: target.id, fields: ["documents.number"], reason: "a case" };
          const grant = on === "nothing" ? null : await grantFor(on);
          const act = await matrix.act(viewer, look, {
            field,
            query: actWith(field, question),
            variables: { ...look.variables, ...(grant === null ? { input } : { grant }) },
          });
          expectNone(act.violations);
          if (act.isDone) {
            done.get(field)?.add(name);
            if (on !== "nothing") open.delete(on);
          } else expect(REFUSALS).toEqual(expect.arrayContaining(act.codes));
        }
      }
      expectNone(await matrix.elsewhere());
    },
  );

  it("is done by those of whom the policies say so, and by nobody else", () => {
    const deciders = ["RISKM for CREDIT_APPROVAL", "RISKM for POST_LOAN_REVIEW", "RISKM for KYC_AML"];
    expect(Object.fromEntries([...done].map(([field, names]) => [field, [...names]]))).toEqual({
      requestAccess: [
        "T1 for COUNTER_SERVICE",
        "HALL1 for COUNTER_SERVICE",
        "RM1 for RELATIONSHIP_MANAGEMENT",
        "RM2 for RELATIONSHIP_MANAGEMENT",
        "CRM1 for RELATIONSHIP_MANAGEMENT",
        "CRM1 for CREDIT_APPROVAL",
        "CRM1 for KYC_AML",
        "ST1 for DATA_STEWARDSHIP",
        "RISK1 for CREDIT_APPROVAL",
        "RISK1 for POST_LOAN_REVIEW",
        "RISK1 for KYC_AML",
        ...deciders,
      ],
      decideAccess: deciders,
      revokeAccess: deciders,
      reviewEmergencyAccess: [...deciders, "DPO1 for DATA_SUBJECT_REQUEST", "DPO1 for AUDIT"],
    });
  });
});
