import {
  CaseStudy,
  DeprecatedProduct,
  Inventory,
  Product,
  ProductDimension,
  ProductResearch,
  ProductVariation,
  User,
} from "./types.js";

/** The data that the compatibility checks expect to find. */
export const USER = Object.assign(new User(), {
  email: "support@apollographql.com",
  name: "Jane Smith",
  totalProductsCreated: 1337,
  yearsOfEmployment: 10,
});

export const DEPRECATED = Object.assign(new DeprecatedProduct(), {
  sku: "apollo-federation-v1",
  package: "@apollo/federation-v1",
  reason: "Migrate to Federation V2",
  createdBy: USER,
});

export const INVENTORY = Object.assign(new Inventory(), { id: "apollo-oss", deprecatedProducts: [DEPRECATED] });

function research(caseNumber: string, description: string): ProductResearch {
  const study = Object.assign(new CaseStudy(), { caseNumber, description });
  return Object.assign(new ProductResearch(), { study, outcome: null });
}

export const RESEARCH = [research("1234", "Federation Study"), research("1235", "Studio Study")];

function product(id: string, sku: string, packageName: string, variation: string, index: number): Product {
  return Object.assign(new Product(), {
    id,
    sku,
    package: packageName,
    variation: Object.assign(new ProductVariation(), { id: variation }),
    dimensions: Object.assign(new ProductDimension(), { size: "small", weight: 1, unit: "kg" }),
    createdBy: USER,
    notes: null,
    research: RESEARCH.slice(index, index + 1),
  });
}

export const PRODUCTS = [
  product("apollo-federation", "federation", "@apollo/federation", "OSS", 0),
  product("apollo-studio", "studio", "", "platform", 1),
];
