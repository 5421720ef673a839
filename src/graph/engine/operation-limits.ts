import { GraphQLError, type ASTVisitor, type ValidationContext } from "graphql";

/** A document of more tokens is refused while it is being read. The largest of the stories has under a thousand. */
export const MOST_TOKENS = 6_000;
/** The deepest of the stories nests nine levels; introspection, thirteen. */
const DEEPEST = 16;
/** Root fields, aliases included: an operation is one page, not a batch of pages. */
const MOST_ROOT_FIELDS = 20;

/** Refuses operations that nest too deep or ask too many root fields, before any source is called. */
export function operationLimits(context: ValidationContext): ASTVisitor {
  let depth = 0;
  return {
    OperationDefinition: ({ selectionSet }) => {
      if (selectionSet.selections.length > MOST_ROOT_FIELDS) refuse(context, "The operation has too many root fields.");
    },
    SelectionSet: {
      enter: () => {
        depth += 1;
        if (depth === DEEPEST + 1) refuse(context, "The operation nests too deep.");
      },
      leave: () => {
        depth -= 1;
      },
    },
  };
}

function refuse(context: ValidationContext, message: string): void {
  context.reportError(new GraphQLError(message, { extensions: { code: "OPERATION_TOO_LARGE" } }));
}
