import { Kind, parse, print, stripIgnoredCharacters, type FieldDefinitionNode } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startProductsSupergraph, type ProductsSupergraph } from "../support/products/supergraph.js";

/*
 * Apollo's federation subgraph compatibility checks, version 1.2.1 (MIT), check by check and under their names. Their own
 * runner needs Docker or pm2, and downloads a router; here the router is another, and everything runs in this process.
 */
describe("Apollo federation subgraph compatibility", () => {
  let supergraph: ProductsSupergraph;
  let sdl: string;
  let normalizedSDL: string;

  beforeAll(async () => {
    supergraph = await startProductsSupergraph();
    const { data } = await products("query { _service { sdl } }");
    sdl = data._service.sdl;
    normalizedSDL = stripIgnoredCharacters(sdl);
  });
  afterAll(() => supergraph.stop());

  const products = (query: string, variables = {}, headers = {}) =>
    request(supergraph.productsUrl, { query, variables }, headers);
  const router = (query: string, variables = {}) => request(supergraph.routerUrl, { query, variables });
  const entities = (selection: string, ...representations: object[]) =>
    products(`query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`, {
      representations,
    });

  test("introspection", () => {
    expect(sdl).toContain("type Query");
    expect(fieldsIn(sdl)).toEqual(expect.arrayContaining(fieldsIn(PRODUCTS)));
  });

  describe("@key single", () => {
    test("applies single field @key on User", () => {
      expect(normalizedSDL).toMatch(/type User(@extends)?@key\(fields:"email"( resolvable:true)?\)/);
    });

    test("resolves single field @key on User", async () => {
      const answer = await entities("... on User { email name }", { __typename: "User", email: EMAIL });

      expect(answer).toEqual({ data: { _entities: [{ email: EMAIL, name: "Jane Smith" }] } });
    });
  });

  describe("@key multiple", () => {
    test("applies multiple field @key on DeprecatedProduct", () => {
      expect(normalizedSDL).toMatch(/type DeprecatedProduct@key\(fields:"sku package"/);
    });

    test("resolves multiple field @key on DeprecatedProduct", async () => {
      const key = { sku: "apollo-federation-v1", package: "@apollo/federation-v1" };
      const answer = await entities("... on DeprecatedProduct { sku package reason }", {
        __typename: "DeprecatedProduct",
        ...key,
      });

      expect(answer).toEqual({ data: { _entities: [{ ...key, reason: "Migrate to Federation V2" }] } });
    });
  });

  describe("@key composite", () => {
    test("applies composite object @key on ProductResearch", () => {
      expect(normalizedSDL).toMatch(/type ProductResearch@key\(fields:"study \{ caseNumber \}"/);
    });

    test("resolves composite object @key on ProductResearch", async () => {
      const answer = await entities("... on ProductResearch { study { caseNumber description } }", {
        __typename: "ProductResearch",
        study: { caseNumber: "1234" },
      });

      expect(answer).toEqual({
        data: { _entities: [{ study: { caseNumber: "1234", description: "Federation Study" } }] },
      });
    });
  });

  describe("repeatable @key", () => {
    test("applies repeatable @key directive on Product", () => {
      expect(normalizedSDL).toMatch(/type Product.*@key\(fields:"id"( resolvable:true)?\).*\{/);
      expect(normalizedSDL).toMatch(/type Product.*@key\(fields:"sku package"( resolvable:true)?\).*variation/);
      expect(normalizedSDL).toMatch(/type Product.*@key\(fields:"sku variation \{ id \}"( resolvable:true)?\).*\{/);
    });

    test("resolves multiple @key directives on Product", async () => {
      const answer = await entities(
        "... on Product { id sku }",
        { __typename: "Product", id: "apollo-federation" },
        { __typename: "Product", sku: "federation", package: "@apollo/federation" },
        { __typename: "Product", sku: "studio", variation: { id: "platform" } },
      );

      const federation = { id: "apollo-federation", sku: "federation" };
      expect(answer).toEqual({
        data: { _entities: [federation, federation, { id: "apollo-studio", sku: "studio" }] },
      });
    });
  });

  test("@requires", async () => {
    const answer = await router(
      "query ($id: ID!) { product(id: $id) { createdBy { averageProductsCreatedPerYear email } } }",
      FEDERATION,
    );

    expect(answer).toEqual({
      data: { product: { createdBy: { averageProductsCreatedPerYear: expect.any(Number), email: EMAIL } } },
    });
  });

  test("@provides", async () => {
    const answer = await products(
      "query ($id: ID!) { product(id: $id) { createdBy { email totalProductsCreated } } }",
      FEDERATION,
    );

    expect(answer).toEqual({ data: { product: { createdBy: { email: EMAIL, totalProductsCreated: 1337 } } } });
  });

  test("ftv1", async () => {
    const answer = await products("query { __typename }", {}, { "apollo-federation-include-trace": "ftv1" });

    expect(answer).toEqual({ data: { __typename: "Query" }, extensions: { ftv1: expect.any(String) } });
  });

  test("@link", () => {
    const links = [
      ...normalizedSDL.matchAll(/@link\(url:"https:\/\/specs\.apollo\.dev\/federation\/v([\d.]+)"(.*?)\)/g),
    ];

    expect(links).toHaveLength(1);
    expect(links[0]?.[1]).toMatch(/^2\.[0-3]$/);
    const imports = [...(links[0]?.[2] ?? "").matchAll(/"([^"]+)"/g)].map(([, name]) => name);
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter((name) => !IMPORTABLE.has(name ?? ""))).toEqual([]);
  });

  describe("@shareable", () => {
    test("should return @shareable directives in _service sdl", () => {
      expect(normalizedSDL).toMatch(/type ProductDimension@shareable/);
    });

    test("should be able to resolve @shareable ProductDimension types", async () => {
      const answer = await router("query ($id: ID!) { product(id: $id) { dimensions { size weight } } }", FEDERATION);

      expect(answer).toEqual({ data: { product: { dimensions: { size: "small", weight: 1 } } } });
    });
  });

  test("@tag", () => {
    expect(normalizedSDL).not.toContain("@federation__tag");
    expect(normalizedSDL).toContain('@tag(name:"internal")');
  });

  describe("@override", () => {
    test("should return @override directives in _service sdl", () => {
      expect(normalizedSDL).toContain('@override(from:"users")');
    });

    test("should return overridden user name", async () => {
      const answer = await router("query ($id: ID!) { product(id: $id) { createdBy { name } } }", FEDERATION);

      expect(answer).toEqual({ data: { product: { createdBy: { name: "Jane Smith" } } } });
    });
  });

  describe("@inaccessible", () => {
    test("should return @inaccessible directives in _service sdl", () => {
      expect(normalizedSDL).not.toContain("@federation__inaccessible");
      expect(normalizedSDL).toContain("unit:String@inaccessible");
    });

    test("should be able to query @inaccessible fields via the products schema directly", async () => {
      const answer = await products("query ($id: ID!) { product(id: $id) { dimensions { unit } } }", FEDERATION);

      expect(answer).toEqual({ data: { product: { dimensions: { unit: "kg" } } } });
    });
  });

  test("@composeDirective", () => {
    expect(normalizedSDL).toMatch(
      /@link\(url:"https:\/\/myspecs\.dev\/myCustomDirective\/v1\.0" ?import:\["@custom"\]\)/,
    );
    expect(normalizedSDL).toMatch(/schema.*@composeDirective\(name:"@custom"\)/);
    expect(normalizedSDL).toMatch(/directive.*@custom on OBJECT/);
    expect(normalizedSDL).toMatch(/type Product.*@custom.*\{/);
  });

  describe("@interfaceObject", () => {
    test("verifies schema contains entity type marked as @interfaceObject", () => {
      expect(normalizedSDL).toMatch(/type Inventory.*@interfaceObject/);
      expect(normalizedSDL).toMatch(/type Inventory.*@key\(fields:"id"( resolvable:true)?\)/);
    });

    test("verifies @interfaceObject entity returns new fields", async () => {
      const answer = await router("query ($id: ID!) { inventory(id: $id) { deprecatedProducts { sku reason } } }", {
        id: "apollo-oss",
      });

      expect(answer).toEqual({
        data: {
          inventory: { deprecatedProducts: [{ sku: "apollo-federation-v1", reason: "Migrate to Federation V2" }] },
        },
      });
    });
  });
});

const EMAIL = "support@apollographql.com";
const FEDERATION = { id: "apollo-federation" };

const IMPORTABLE = new Set([
  ..."composeDirective extends external inaccessible interfaceObject key override provides requires shareable tag"
    .split(" ")
    .map((name) => `@${name}`),
  "FieldSet",
]);

/** The types and fields that the subgraph has to have. */
const PRODUCTS = `
  type Product {
    id: ID! sku: String package: String variation: ProductVariation dimensions: ProductDimension createdBy: User
    notes: String research: [ProductResearch!]!
  }
  type DeprecatedProduct { sku: String! package: String! reason: String createdBy: User }
  type ProductVariation { id: ID! }
  type ProductResearch { study: CaseStudy! outcome: String }
  type CaseStudy { caseNumber: ID! description: String }
  type ProductDimension { size: String weight: Float unit: String }
  type Query { product(id: ID!): Product deprecatedProduct(sku: String!, package: String!): DeprecatedProduct }
  type User {
    averageProductsCreatedPerYear: Int email: ID! name: String totalProductsCreated: Int yearsOfEmployment: Int!
  }
`;

/** Every field of every object type as `Type.field(argument: Type): Type`, without directives and descriptions. */
function fieldsIn(document: string): string[] {
  return parse(document).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    return (definition.fields ?? []).map((field) => `${definition.name.value}.${signatureOf(field)}`);
  });
}

function signatureOf({ name, type, arguments: given = [] }: FieldDefinitionNode): string {
  const args = given
    .map((each) => `${each.name.value}: ${print(each.type)}`)
    .toSorted()
    .join(", ");
  return `${name.value}(${args}): ${print(type)}`;
}

async function request(url: string, body: object, headers: object = {}) {
  const response = await fetch(url, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  return response.json() as Promise<{ readonly data: { readonly _service: { readonly sdl: string } } }>;
}
