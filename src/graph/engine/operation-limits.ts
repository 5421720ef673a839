import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";

/**
 * A document of more tokens is refused while it is being read. The largest of the stories has under a thousand;
 * comparing the fields of a document with one another takes time by the square of it.
 */
export const MOST_TOKENS = 2_500;
/** The deepest of the stories nests nine levels; introspection, thirteen. */
const DEEPEST = 16;
/** Root fields, aliases included: an operation is one page, not a batch of pages. */
const MOST_ROOT_FIELDS = 20;
/** A mutation is one act, which one person answers for. */
const MOST_ACTS = 1;
/** Fields with every fragment written out. A page has some two hundred; fragments in fragments make millions of a few lines. */
const MOST_FIELDS = 2_000;
/** Each alias can ask the same source again with other arguments. No story needs one. */
const MOST_ALIASES = 50;

/** Refuses operations that nest too deep or ask too much, fragments written out, before any source is called. */
export function operationLimits(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Extent>();
  return {
    OperationDefinition: ({ operation, selectionSet }) => {
      const { depth, width, fields, aliases } = extentOf(selectionSet, context, fragments);
      if (depth > DEEPEST) refuse(context, "The operation nests too deep.");
      if (width > MOST_ROOT_FIELDS) refuse(context, "The operation has too many root fields.");
      if (operation === OperationTypeNode.MUTATION && width > MOST_ACTS)
        refuse(context, "A mutation does one thing; send one for each.");
      if (fields > MOST_FIELDS) refuse(context, "The operation asks for too many fields.");
      if (aliases > MOST_ALIASES) refuse(context, "The operation has too many aliases.");
    },
  };
}

/** Answers of one piece have no place for a subscription. */
export function noSubscriptions(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: ({ operation }) => {
      if (operation === OperationTypeNode.SUBSCRIPTION)
        context.reportError(new GraphQLError("Subscriptions are streamed: send them to /graphql/stream."));
    },
  };
}

/** How much a selection asks for, with every fragment written out. */
interface Extent {
  readonly depth: number;
  /** Fields on its first level. */
  readonly width: number;
  readonly fields: number;
  readonly aliases: number;
}

const NOTHING: Extent = { depth: 0, width: 0, fields: 0, aliases: 0 };

/** Each fragment is measured once. One that contains itself counts as nothing there: another rule refuses it. */
function extentOf(
  { selections }: SelectionSetNode,
  context: ValidationContext,
  fragments: Map<string, Extent>,
): Extent {
  return selections
    .map((selection): Extent => {
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet ? extentOf(selection.selectionSet, context, fragments) : NOTHING;
        const aliases = below.aliases + (selection.alias === undefined ? 0 : 1);
        return { depth: below.depth + 1, width: 1, fields: below.fields + 1, aliases };
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) return extentOf(selection.selectionSet, context, fragments);
      const name = selection.name.value;
      const measured = fragments.get(name);
      if (measured !== undefined) return measured;
      const fragment = context.getFragment(name);
      if (!fragment) return NOTHING;
      fragments.set(name, NOTHING);
      const extent = extentOf(fragment.selectionSet, context, fragments);
      fragments.set(name, extent);
      return extent;
    })
    .reduce(together, NOTHING);
}

function together(left: Extent, right: Extent): Extent {
  return {
    depth: Math.max(left.depth, right.depth),
    width: left.width + right.width,
    fields: left.fields + right.fields,
    aliases: left.aliases + right.aliases,
  };
}

/** A limit that an operation goes over. */
export class OperationTooLarge extends GraphQLError {}

function refuse(context: ValidationContext, message: string): void {
  context.reportError(new OperationTooLarge(message));
}
