import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type OperationDefinitionNode, parse } from "graphql";
import { parse as parseYaml } from "yaml";
import { z } from "zod";

const identifier = z.strictObject({ type: z.string(), value: z.string(), manager: z.string() });
const story = z.strictObject({
  story: z.int().min(1),
  file: z.string().regex(/^[0-9a-z-]+\.graphql$/u),
  title: z.string(),
  persona: z.string(),
  purpose: z.string(),
  variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const register = z.strictObject({
  customers: z.record(z.string(), identifier),
  stories: z.array(story),
});

/** A fixture customer that a story speaks of: one identifier, and the persona who manages them. */
export type StoryCustomer = z.infer<typeof identifier>;

/** One tab of GraphiQL, in the words of `/graphiql/config.json`; `variables` is JSON text. */
export interface StoryOperation {
  readonly story: number;
  readonly name: string;
  readonly title: string;
  readonly query: string;
  readonly variables: string;
  readonly persona: string;
  readonly purpose: string;
}

const CUSTOMER_PREFIX = "customer:";

/** The fixture customers named in `stories.yaml`, to be looked up once before the tabs are written. */
export function readStoryCustomers(directory: string): ReadonlyMap<string, StoryCustomer> {
  return new Map(Object.entries(readRegister(directory).customers));
}

/**
 * The stories' operations, in the order of their register. `idOf` gives our stable id of a fixture customer;
 * undefined when this bank has no such customer (yet): the variable is then left empty for the user to fill.
 * Throws when the register or an operation is malformed, because both ship with the product.
 */
export function readStoryOperations(
  directory: string,
  idOf: (customer: string) => string | undefined,
): readonly StoryOperation[] {
  return readRegister(directory).stories.map(({ file, variables, ...told }) => {
    const query = readFileSync(join(directory, file), "utf8");
    const filled = Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === "string" && value.startsWith(CUSTOMER_PREFIX)
        ? (idOf(value.slice(CUSTOMER_PREFIX.length)) ?? "")
        : value,
    ]);
    return {
      ...told,
      name: nameOf(query, file),
      query,
      variables: filled.length === 0 ? "" : JSON.stringify(Object.fromEntries(filled), null, 2),
    };
  });
}

function readRegister(directory: string): z.infer<typeof register> {
  return register.parse(parseYaml(readFileSync(join(directory, "stories.yaml"), "utf8")));
}

function nameOf(query: string, file: string): string {
  const first = parse(query).definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === "OperationDefinition",
  );
  if (first?.name === undefined) throw new Error(`${file} must begin with a named operation.`);
  return first.name.value;
}
