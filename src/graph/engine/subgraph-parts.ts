import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { getMetadataStorage } from "type-graphql";
import type { SubgraphName } from "../subgraph-names.js";
import { ENTITIES, SUBGRAPHS, type Entity } from "../subgraphs.js";

/** The types that a subgraph speaks of, each with those of its fields that this subgraph answers; leaves have none. */
export type SubgraphParts = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Divides the whole graph. A root field belongs to the subgraph of the resolver class that answers it, and so does a
 * field of an entity; an entity's plain fields belong to the subgraph where it is at home. Every other type is a value:
 * whole in each subgraph that can hand it out.
 */
export function subgraphParts(schema: GraphQLSchema): ReadonlyMap<SubgraphName, SubgraphParts> {
  const owners = resolverOwners();
  const names = Object.keys(SUBGRAPHS) as SubgraphName[];
  return new Map(names.map((name) => [name, new Division(schema, name, owners).parts()]));
}

class Division {
  readonly #parts = new Map<string, Set<string>>();
  /** Interfaces that are handed out as such, with everything that implements them. */
  readonly #open = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly subgraph: SubgraphName,
    private readonly owners: ReadonlyMap<string, SubgraphName>,
  ) {}

  parts(): SubgraphParts {
    const { schema } = this;
    // The labels' own vocabulary goes with every subgraph.
    for (const { args } of schema.getDirectives()) for (const { type } of args) this.#add(getNamedType(type));
    for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
      if (root) this.#addFields(root, ({ name }) => this.#isOwner(root.name, name));
    }
    for (const name of Object.keys(ENTITIES)) {
      const type = schema.getType(name);
      if (isObjectType(type) && this.#contributesTo(type)) this.#addEntity(type, ENTITIES[name as Entity].home);
    }
    return this.#parts;
  }

  #isOwner(type: string, field: string): boolean {
    return this.owners.get(`${type}.${field}`) === this.subgraph;
  }

  #contributesTo(type: GraphQLObjectType): boolean {
    if (ENTITIES[type.name as Entity].home === this.subgraph) return true;
    return Object.keys(type.getFields()).some((field) => this.#isOwner(type.name, field));
  }

  #add(type: GraphQLNamedType): void {
    if (isInterfaceType(type)) return this.#addOpen(type);
    if (this.#parts.has(type.name)) return;
    if (isObjectType(type)) {
      const entity = (ENTITIES as Partial<Record<string, { readonly home: SubgraphName }>>)[type.name];
      if (entity === undefined) this.#addWhole(type);
      else this.#addEntity(type, entity.home);
    } else if (!isSpecifiedScalarType(type)) {
      this.#parts.set(type.name, new Set());
      if (isUnionType(type)) for (const member of type.getTypes()) this.#add(member);
      if (isInputObjectType(type))
        for (const { type: of } of Object.values(type.getFields())) this.#add(getNamedType(of));
    }
  }

  #addOpen(type: GraphQLInterfaceType): void {
    if (this.#open.has(type.name)) return;
    this.#open.add(type.name);
    this.#addWhole(type);
    for (const possible of this.schema.getPossibleTypes(type)) this.#add(possible);
  }

  #addEntity(type: GraphQLObjectType, home: SubgraphName): void {
    if (home === this.subgraph) this.#addInterfaces(type);
    this.#addFields(type, ({ name }) => {
      const owner = this.owners.get(`${type.name}.${name}`) ?? home;
      return name === "id" || owner === this.subgraph;
    });
  }

  #addWhole(type: GraphQLObjectType | GraphQLInterfaceType): void {
    if (this.#parts.has(type.name)) return;
    this.#addFields(type, () => true);
    this.#addInterfaces(type);
  }

  #addInterfaces(type: GraphQLObjectType | GraphQLInterfaceType): void {
    for (const each of type.getInterfaces()) this.#addWhole(each);
  }

  #addFields(
    type: GraphQLObjectType | GraphQLInterfaceType,
    isMine: (field: GraphQLField<unknown, unknown>) => boolean,
  ): void {
    const mine = Object.values(type.getFields()).filter(isMine);
    if (mine.length === 0) return;
    this.#parts.set(type.name, new Set(mine.map(({ name }) => name)));
    for (const field of mine) {
      this.#add(getNamedType(field.type));
      for (const argument of field.args) this.#add(getNamedType(argument.type));
    }
  }
}

/** Which subgraph's resolver answers a field, as `Type.field`; fields without a resolver of their own are not in it. */
function resolverOwners(): ReadonlyMap<string, SubgraphName> {
  const subgraphOf = new Map<unknown, SubgraphName>(
    Object.entries(SUBGRAPHS).flatMap(([name, classes]) => classes.map((each) => [each, name as SubgraphName])),
  );
  const { queries, mutations, subscriptions, fieldResolvers } = getMetadataStorage();
  const answered = [
    ...queries.map((each) => ({ ...each, type: "Query" })),
    ...mutations.map((each) => ({ ...each, type: "Mutation" })),
    ...subscriptions.map((each) => ({ ...each, type: "Subscription" })),
    ...fieldResolvers.map((each) => ({
      ...each,
      type: (each.getObjectType?.() as { name?: string } | undefined)?.name,
    })),
  ];
  return new Map(
    answered.flatMap(({ type, schemaName, target }): [string, SubgraphName][] => {
      const subgraph = subgraphOf.get(target);
      return subgraph === undefined || type === undefined ? [] : [[`${type}.${schemaName}`, subgraph]];
    }),
  );
}
