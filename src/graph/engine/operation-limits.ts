import { GraphQLError, type ASTVisitor, type SelectionSetNode, type ValidationContext } from "graphql";

/** A document of more tokens is refused while it is being read. The largest of the stories has under a thousand. */
export const MOST_TOKENS = 6_000;
/** The deepest of the stories nests nine levels; introspection, thirteen. */
const DEEPEST = 16;
/** Root fields, aliases included: an operation is one page, not a batch of pages. */
const MOST_ROOT_FIELDS = 20;
/** Fields with every fragment written out where it is spread: a few short fragments can stand for millions. */
const MOST_FIELDS = 4_000;

interface Size {
  readonly depth: number;
  readonly fields: number;
  /** Of the fields, those that stand at the top. */
  readonly top: number;
}

const NOTHING: Size = { depth: 0, fields: 0, top: 0 };

/** Refuses operations that nest too deep or ask too many fields, before any source is called. Fragments hide nothing. */
export function operationLimits(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Size>();
  const ofFragment = (name: string): Size => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    // A fragment within itself is refused by a rule of its own; here it only must not be followed.
    fragments.set(name, NOTHING);
    const size = sizeOf(context.getFragment(name)?.selectionSet, ofFragment);
    fragments.set(name, size);
    return size;
  };
  return {
    OperationDefinition: ({ selectionSet }) => {
      const { depth, fields, top } = sizeOf(selectionSet, ofFragment);
      if (top > MOST_ROOT_FIELDS) refuse(context, "The operation has too many root fields.");
      if (depth > DEEPEST) refuse(context, "The operation nests too deep.");
      if (fields > MOST_FIELDS) refuse(context, "The operation has too many fields.");
    },
  };
}

function sizeOf(set: SelectionSetNode | undefined, ofFragment: (name: string) => Size): Size {
  const size = { ...NOTHING };
  for (const selection of set?.selections ?? []) {
    const isField = selection.kind === "Field";
    const under =
      selection.kind === "FragmentSpread"
        ? ofFragment(selection.name.value)
        : sizeOf(selection.selectionSet, ofFragment);
    size.depth = Math.max(size.depth, under.depth + (isField ? 1 : 0));
    size.fields += under.fields + (isField ? 1 : 0);
    size.top += isField ? 1 : under.top;
  }
  return size;
}

function refuse(context: ValidationContext, message: string): void {
  context.reportError(new GraphQLError(message, { extensions: { code: "OPERATION_TOO_LARGE" } }));
}
