import { Arg, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { DEPRECATED, INVENTORY, PRODUCTS, RESEARCH, USER } from "./records.js";
import { DeprecatedProduct, Product, User } from "./types.js";

@Resolver(() => Product)
export class ProductResolver {
  @Query(() => Product, { nullable: true })
  product(@Arg("id", () => ID) id: string): Product | null {
    return PRODUCTS.find((each) => each.id === id) ?? null;
  }

  @Query(() => DeprecatedProduct, { nullable: true, deprecationReason: "Use product query instead" })
  deprecatedProduct(
    @Arg("sku", () => String) sku: string,
    @Arg("package", () => String) packageName: string,
  ): DeprecatedProduct | null {
    return sku === DEPRECATED.sku && packageName === DEPRECATED.package ? DEPRECATED : null;
  }
}

@Resolver(() => User)
export class UserResolver {
  @Directive('@requires(fields: "totalProductsCreated yearsOfEmployment")')
  @FieldResolver(() => Int, { nullable: true })
  averageProductsCreatedPerYear(@Root() { totalProductsCreated, yearsOfEmployment }: User): number | null {
    return totalProductsCreated === null ? null : Math.round(totalProductsCreated / yearsOfEmployment);
  }
}

interface Reference {
  readonly id?: string;
  readonly sku?: string;
  readonly package?: string;
  readonly variation?: { readonly id: string };
  readonly email?: string;
  readonly study?: { readonly caseNumber: string };
}

/** How an entity is found by any of its keys. */
export const REFERENCES: Readonly<Record<string, (reference: Reference) => object | null>> = {
  Product: ({ id, sku, package: packageName, variation }) =>
    PRODUCTS.find((each) =>
      id !== undefined
        ? each.id === id
        : each.sku === sku && (each.package === packageName || each.variation?.id === variation?.id),
    ) ?? null,
  DeprecatedProduct: ({ sku, package: packageName }) =>
    sku === DEPRECATED.sku && packageName === DEPRECATED.package ? DEPRECATED : null,
  ProductResearch: ({ study }) => RESEARCH.find((each) => each.study.caseNumber === study?.caseNumber) ?? null,
  // What the router brings along for @requires comes first.
  User: ({ email, ...known }) =>
    email === USER.email
      ? Object.assign(new User(), { email, name: USER.name, totalProductsCreated: null }, known)
      : null,
  Inventory: ({ id }) => (id === INVENTORY.id ? INVENTORY : null),
};
