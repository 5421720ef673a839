import { HeaderMap } from "@apollo/server";
import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { Disclosed } from "../../../../src/access/disclosed.js";
import { GrantError } from "../../../../src/access/grants/grant-error.js";
import { seal } from "../../../../src/domain/sealed.js";
import { GraphServer } from "../../../../src/graph/engine/graph-server.js";
import { decisionOf } from "../../../support/decisions.js";

const NUMBER = "990101198504120012";
const DECISION = decisionOf({ grantsHonoured: true }, new Map([["Document.number", "g1"]]));

/** A graph of one value behind a grant; `use` counts, or does not. */
async function asked(query: string, use: (ids: readonly string[]) => Promise<void>) {
  const schema = buildSchema(`
    enum DataClass { C2 }
    directive @sensitive(class: DataClass!) on FIELD_DEFINITION
    scalar DocumentNumber
    type Query { document: Document }
    type Document { number: DocumentNumber @sensitive(class: C2)  other: DocumentNumber @sensitive(class: C2) }
  `);
  const value = (field: string) => Disclosed.under(DECISION, "DOCUMENT_NUMBER", seal(NUMBER), field);
  const document = schema.getQueryType()?.getFields()["document"];
  if (document !== undefined) {
    document.resolve = () => ({ number: value("Document.number"), other: value("Document.other") });
  }
  const reported: unknown[] = [];
  const graph = new GraphServer({
    schema,
    introspection: false,
    record: () => Promise.resolve(),
    report: (_, error) => reported.push(error),
  });
  await graph.start();
  const headers = new HeaderMap([["content-type", "application/json"]]);
  const context = {
    session: { sources: { asked: () => [] }, trail: [], policyVersion: "", ownId: () => Promise.resolve(null) },
    caller: { staffId: "RISK1", roles: [], viewAs: null },
    acts: [],
    blanks: [],
    grants: { use: (_: unknown, ids: string[]) => use(ids) },
  };
  const { body } = await graph.execute({ method: "POST", headers, search: "", body: { query } }, context as never);
  await graph.stop();
  return { text: body.kind === "complete" ? body.string : "", reported };
}

describe("an answer that a grant opened something in", () => {
  it("counts one use of it, however often the value stands there", async () => {
    const used: string[][] = [];
    const { text } = await asked("{ document { number again: number other } }", (ids) =>
      Promise.resolve(void used.push([...ids])),
    );
    expect(used).toEqual([["g1"]]);
    expect(JSON.parse(text)).toMatchObject({
      data: { document: { number: NUMBER, again: NUMBER, other: "9****************2" } },
    });
  });

  it("counts none where the value was not asked for", async () => {
    const { text } = await asked("{ document { other } }", () => Promise.reject(new Error("must not be called")));
    expect(text).toContain("9****************2");
  });

  it("does not leave where the use cannot be counted", async () => {
    const { text, reported } = await asked("{ document { number } }", () =>
      Promise.reject(new Error("the disk is full")),
    );
    expect(text).not.toContain(NUMBER);
    expect(text).toContain("INTERNAL_SERVER_ERROR");
    expect(text).not.toContain("disk");
    expect(reported).toHaveLength(1);
  });

  it("does not leave where the grant has ended in the meantime, and says so", async () => {
    const { text } = await asked("{ document { number } }", () => Promise.reject(new GrantError("GRANT_NOT_ACTIVE")));
    expect(text).not.toContain(NUMBER);
    expect(text).toContain("GRANT_NOT_ACTIVE");
  });
});
