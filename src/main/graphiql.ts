import type { Sandbox } from "../../sandbox/main.js";
import type { GraphiqlParts, Persona } from "../server/graphiql-routes.js";
import { readStoryCustomers, readStoryOperations } from "../server/story-operations.js";
import { findCustomer } from "./find-customer.js";

export interface GraphiqlPaths {
  /** The folder of the built page. */
  readonly graphiql: string;
  /** The folder of the stories' operations. */
  readonly stories: string;
}

/** GraphiQL on a real bank: nobody to act as, so the page asks for a token. */
export function graphiqlForTokens({ graphiql, stories }: GraphiqlPaths): GraphiqlParts {
  return { page: graphiql, operations: () => readStoryOperations(stories, () => undefined), personas: null };
}

export interface SandboxGraphiql extends GraphiqlParts {
  /** Looks the stories' customers up once the gateway listens; from then on their ids stand in the operations. */
  meetCustomers(gatewayUrl: string): Promise<void>;
}

/** GraphiQL on the sandbox bank: its personas are ready to be acted as. */
export function graphiqlForSandbox(sandbox: Sandbox, { graphiql, stories }: GraphiqlPaths): SandboxGraphiql {
  const ids = new Map<string, string>();
  return {
    page: graphiql,
    operations: () => readStoryOperations(stories, (customer) => ids.get(customer)),
    personas: () => personasOf(sandbox),
    meetCustomers: async (gatewayUrl) => {
      const meet = async ([name, { manager, ...identifier }]: ReturnType<typeof customersOf>[number]) => {
        const id = await findCustomer(gatewayUrl, {
          token: sandbox.tokenFor(manager),
          purpose: "RELATIONSHIP_MANAGEMENT",
          identifier,
        });
        if (id !== undefined) ids.set(name, id);
      };
      await Promise.all(customersOf(stories).map(meet));
    },
  };
}

function customersOf(stories: string) {
  return [...readStoryCustomers(stories)];
}

function personasOf(sandbox: Sandbox): Persona[] {
  return sandbox.personas().map(({ id, title, channel, purposes }) => ({
    id,
    title,
    channel,
    purposes,
    token: sandbox.tokenFor(id),
  }));
}
