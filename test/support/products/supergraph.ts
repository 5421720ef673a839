import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { HeaderMap } from "@apollo/server";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { concatAST, DirectiveLocation, GraphQLDirective, GraphQLSchema, parse } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { executableSubgraph } from "../../../src/graph/engine/executable-subgraph.js";
import { GraphServer } from "../../../src/graph/engine/graph-server.js";
import { resolverMap } from "../../../src/graph/engine/resolver-map.js";
import { schemaDocument } from "../../../src/graph/engine/schema-document.js";
import { startRouter } from "../router.js";
import { ProductResolver, REFERENCES, UserResolver } from "./resolvers.js";
import { Inventory, ProductResearch } from "./types.js";

const LINKS = parse(`
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: [
        "@composeDirective" "@extends" "@external" "@key" "@inaccessible" "@interfaceObject"
        "@override" "@provides" "@requires" "@shareable" "@tag"
      ]
    )
    @link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"])
    @composeDirective(name: "@custom")
`);

/** The subgraph under test, made as ours are: TypeGraphQL, our document printer, our executable subgraph. */
export function productsSubgraph(): GraphQLSchema {
  const bare = buildSchemaSync({
    resolvers: [ProductResolver, UserResolver],
    orphanedTypes: [Inventory, ProductResearch],
    validate: false,
  });
  const config = bare.toConfig();
  const custom = new GraphQLDirective({ name: "custom", locations: [DirectiveLocation.OBJECT] });
  const schema = new GraphQLSchema({ ...config, directives: [...config.directives, custom] });
  const resolvers = resolverMap(schema);
  for (const [type, __resolveReference] of Object.entries(REFERENCES)) {
    resolvers[type] = { ...resolvers[type], __resolveReference };
  }
  return executableSubgraph(concatAST([LINKS, schemaDocument(schema)]), resolvers);
}

/** The two subgraphs that the checks bring along. */
function usersSubgraph(): GraphQLSchema {
  const typeDefs = parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
    type User @key(fields: "email") {
      email: ID!
      name: String
      totalProductsCreated: Int @shareable
      yearsOfEmployment: Int!
    }
  `);
  const user = { name: "Apollo Studio Support", totalProductsCreated: 10, yearsOfEmployment: 10 };
  return buildSubgraphSchema([
    { typeDefs, resolvers: { User: { __resolveReference: ({ email }: { email: string }) => ({ email, ...user }) } } },
  ]);
}

function inventorySubgraph(): GraphQLSchema {
  const typeDefs = parse(`
    extend schema
      @link(
        url: "https://specs.apollo.dev/federation/v2.3"
        import: ["@key", "@requires", "@shareable", "@external"]
      )
    type Product @key(fields: "id") {
      id: ID!
      dimensions: ProductDimension @external
      delivery(zip: String): DeliveryEstimates @requires(fields: "dimensions { size weight }")
    }
    type ProductDimension @shareable { size: String weight: Float }
    type DeliveryEstimates { estimatedDelivery: String fastestDelivery: String }
    interface Inventory @key(fields: "id") { id: ID! products: [Product!]! }
    type OpenSourceInventory implements Inventory @key(fields: "id") { id: ID! products: [Product!]! }
    type Query { inventory(id: ID!): Inventory }
  `);
  const open = (id: string) => ({ __typename: "OpenSourceInventory", id, products: [{ id: "apollo-federation" }] });
  const delivery = ({ dimensions }: { dimensions?: { size: string; weight: number } }) => {
    if (dimensions?.size !== "small" || dimensions.weight !== 1) throw new Error("the dimensions did not come along");
    return { estimatedDelivery: "5/1/2019", fastestDelivery: "5/1/2019" };
  };
  return buildSubgraphSchema([
    {
      typeDefs,
      resolvers: {
        Query: { inventory: (_: unknown, { id }: { id: string }) => open(id) },
        Product: { delivery },
        OpenSourceInventory: { __resolveReference: ({ id }: { id: string }) => open(id) },
      } as never,
    },
  ]);
}

export interface ProductsSupergraph {
  readonly productsUrl: string;
  readonly routerUrl: string;
  stop(): Promise<void>;
}

/** Serves the three subgraphs, each by our own server, and a router over what they say of themselves. */
export async function startProductsSupergraph(port = 0, routerPort = 0): Promise<ProductsSupergraph> {
  const [products, users, inventory] = [
    await serve(productsSubgraph(), port),
    await serve(usersSubgraph()),
    await serve(inventorySubgraph()),
  ];
  const named = { products, users, inventory };
  const router = await startRouter(
    await Promise.all(
      Object.entries(named).map(async ([name, { url }]) => ({ name, url, document: await documentAt(url) })),
    ),
    routerPort,
  );
  return {
    productsUrl: products.url,
    routerUrl: router.url,
    stop: async () => {
      await router.stop();
      await Promise.all(Object.values(named).map((server) => server.stop()));
    },
  };
}

async function documentAt(url: string): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ _service { sdl } }" }),
  });
  const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
  return data._service.sdl;
}

async function serve(schema: GraphQLSchema, port = 0): Promise<{ url: string; stop(): Promise<void> }> {
  const graph = new GraphServer({
    schema,
    introspection: true,
    report: () => undefined,
    record: () => Promise.resolve(),
  });
  await graph.start();
  // Nobody is asked about here, so no source has anything to say; each request is a session of its own.
  const newContext = () =>
    ({
      session: {
        sources: { asked: () => [] },
        trail: [],
        ownId: () => Promise.resolve(null),
        policyVersion: "none",
        viewAs: null,
      },
      caller: {
        staffId: "NOBODY",
        roles: [],
        orgUnit: null,
        channel: "TOOLS",
        clientId: "products",
        purpose: "TEST",
        viewAs: null,
      },
      acts: [],
      blanks: [],
    }) as never;
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const headers = new HeaderMap();
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
      const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
      const answer = await graph.execute({ method: "POST", headers, search: "", body }, newContext());
      response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers));
      response.end(answer.body.kind === "complete" ? answer.body.string : "");
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await graph.stop();
    },
  };
}
