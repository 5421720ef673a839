import { GraphQLSchema, isAbstractType, isObjectType } from "graphql";
import { buildSchemaSync, getMetadataStorage } from "type-graphql";
import { CreditCard } from "../card/credit-card.type.js";
import { DepositAccount } from "../deposit/deposit-account.type.js";
import { InvestmentHolding } from "../investment/investment-holding.type.js";
import { Loan } from "../loan/loan.type.js";
import { SHARED_RESOLVERS, SUBGRAPHS } from "../subgraphs.js";
import { typeNameOf } from "../type-name.js";
import { keyDirective, labelDirectives } from "./directives.js";
import { labelOrderWords } from "./label-orders.js";
import { unlabelledLeaves, unsealedLeaves } from "./unlabelled-leaves.js";

/**
 * The whole graph as one executable schema. Built once per process, for the metadata behind it is global. Throws when a
 * leaf has no label: such a graph must not be served.
 */
export function buildGraph(): GraphQLSchema {
  const resolvers = [...Object.values(SUBGRAPHS).flat(), ...SHARED_RESOLVERS];
  const options = {
    resolvers: resolvers as never,
    // Arguments are validated where they are used, with messages that repeat nothing.
    validate: false,
    pubSub: NO_TOPICS,
    orphanedTypes: [CreditCard, DepositAccount, InvestmentHolding, Loan],
  };
  const bare = buildSchemaSync(options);
  labelOrderWords(bare);
  const config = bare.toConfig();
  const directives = [...config.directives, keyDirective, ...labelDirectives(bare)];
  const schema = new GraphQLSchema({ ...config, directives });
  const unlabelled = unlabelledLeaves(schema);
  if (unlabelled.length > 0) throw new Error(`These leaves have no label: ${unlabelled.join(", ")}`);
  const unsealed = unsealedLeaves(schema);
  if (unsealed.length > 0) throw new Error(`These sensitive leaves would print raw values: ${unsealed.join(", ")}`);
  dropPlainResolvers(schema);
  nameTypesAtOnce(schema);
  return schema;
}

/** Asked for by the library. Every subscription reads from where things are kept: what nobody heard can still be read then. */
const NO_TOPICS = {
  publish: () => undefined,
  subscribe: (): never => {
    throw new Error("nothing is published by topic");
  },
};

/**
 * TypeGraphQL gives every field a resolver, also those that only read a property; on lists these cost more than all the
 * rest of an answer. They are taken away, so that the executor reads the property itself.
 */
function dropPlainResolvers(schema: GraphQLSchema): void {
  const resolved = new Set(
    getMetadataStorage().fieldResolvers.map(
      ({ getObjectType, schemaName }) => `${(getObjectType?.() as { name?: string } | undefined)?.name}.${schemaName}`,
    ),
  );
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__") || roots.has(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!resolved.has(`${type.name}.${field.name}`)) delete field.resolve;
    }
  }
}

/** TypeGraphQL asks for a value's type in a promise: one for every node of a list, where its class tells at once. */
function nameTypesAtOnce(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) if (isAbstractType(type)) type.resolveType = typeNameOf;
}
