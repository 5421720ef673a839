import { Kind, parse } from "graphql";

/**
 * The operation that a document is to run. GraphiQL learns the names of a tab's operations a moment after the tab opens;
 * whoever is quicker would ask for an operation of the tab before. A document with a single operation means that one.
 */
export function operationMeant(query: string, named: string | null | undefined): string | undefined {
  const names = operationNames(query);
  const [only] = names;
  if (names.length === 1 && only !== undefined) return only;
  return named ?? undefined;
}

/** A document that cannot be read has none: the server says what is wrong with it. */
function operationNames(query: string): string[] {
  try {
    const { definitions } = parse(query);
    return definitions.flatMap((each) =>
      each.kind === Kind.OPERATION_DEFINITION && each.name ? [each.name.value] : [],
    );
  } catch {
    return [];
  }
}
