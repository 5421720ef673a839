/**
 * Teaches swc's visitor, which dependency-cruiser walks a file with, the declarations `using` and `await using`: it
 * throws on statements that it does not know, and has not learnt this one. Importing this module is enough.
 */
import type { Statement, VariableDeclarator } from "@swc/core";
import { Visitor } from "@swc/core/Visitor.js";

interface UsingDeclaration {
  readonly type: "UsingDeclaration";
  decls: VariableDeclarator[];
}

class VisitorOfUsing extends Visitor {
  override visitStatement(statement: Statement | UsingDeclaration): Statement {
    if (statement.type !== "UsingDeclaration") return KNOWN.call(this, statement);
    this.visitVariableDeclarators(statement.decls);
    return statement as unknown as Statement;
  }
}

// oxlint-disable typescript/unbound-method -- one is called with its visitor, the other becomes a method again.
const KNOWN = Visitor.prototype.visitStatement;
Visitor.prototype.visitStatement = VisitorOfUsing.prototype.visitStatement;
