import { createHash } from "node:crypto";
import { Kind, print, visit, type DocumentNode } from "graphql";

const signatures = new WeakMap<DocumentNode, string>();

/**
 * Names an operation by what it asks for: the SHA-256 of its document, in hexadecimal, with every literal taken out of it
 * first. A literal may be somebody's number, and the hash of a number is soon guessed.
 */
export function operationSignature(document: DocumentNode): string {
  let signature = signatures.get(document);
  if (signature === undefined) {
    signature = createHash("sha256")
      .update(print(withoutLiterals(document)))
      .digest("hex");
    signatures.set(document, signature);
  }
  return signature;
}

function withoutLiterals(document: DocumentNode): DocumentNode {
  return visit(document, {
    StringValue: (node) => ({ ...node, value: "", block: false }),
    IntValue: (node) => ({ ...node, value: "0" }),
    FloatValue: (node) => ({ ...node, value: "0" }),
    ListValue: (node) => ({ ...node, values: [] }),
    ObjectValue: (node) => ({ ...node, fields: [] }),
    // The caller's own names could carry a value as well as any literal.
    Field: (node) => (node.alias === undefined ? undefined : { ...node, alias: undefined }),
    Name: { leave: (node, key, parent) => nameWithoutDigits(node.value, key, parent, node) },
  });
}

/** Names that the caller has made up lose their digits; names of the graph keep theirs. */
function nameWithoutDigits(
  value: string,
  key: string | number | undefined,
  parent: unknown,
  node: { readonly kind: Kind.NAME },
): unknown {
  const kind = (parent as { readonly kind?: Kind } | undefined)?.kind;
  const isMadeUp =
    key === "name" &&
    (kind === Kind.OPERATION_DEFINITION ||
      kind === Kind.FRAGMENT_DEFINITION ||
      kind === Kind.FRAGMENT_SPREAD ||
      kind === Kind.VARIABLE);
  return isMadeUp ? { ...node, value: value.replaceAll(/\d/gu, "") || "_" } : undefined;
}

/** A name that the caller has given his operation, unless it could be more than a name. */
export function shownName(name: string | undefined): string | null {
  if (name === undefined || name.length > 80) return null;
  return name.replaceAll(/\d{3,}/gu, "_");
}
