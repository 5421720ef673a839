import {
  checkParsePolicySet,
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  preparseSchema,
  schemaToJson,
  statefulIsAuthorized,
  validate,
  type CedarValueJson,
  type DetailedError,
  type Entities,
  type EntityUidJson,
  type PolicyJson,
  type TypeAndId,
} from "@cedar-policy/cedar-wasm/nodejs";

export type { CedarValueJson, Entities, PolicyJson, TypeAndId };

/** Byte offset into the text that was given, and what is wrong there. */
export interface CedarFault {
  readonly policy: string | null;
  readonly at: number | null;
  readonly why: string;
}

export interface CedarAnswer {
  readonly allowed: boolean;
  /** The permits that allowed it, or the forbids that did not; nothing when no policy applied. */
  readonly because: readonly string[];
  /** Policies whose evaluation failed. An answer with any of them is worth nothing. */
  readonly failed: readonly string[];
}

export interface CedarQuestion {
  readonly principal: TypeAndId;
  readonly resource: TypeAndId;
  readonly context: Record<string, CedarValueJson>;
  readonly entities: Entities;
}

/** The statements of a text, each as it was written. */
export function statementsOf(text: string): { readonly statements: readonly string[]; readonly faults: CedarFault[] } {
  const parsed = checkParsePolicySet({ staticPolicies: text });
  if (parsed.type === "failure") return { statements: [], faults: parsed.errors.map((error) => toFault(null, error)) };
  const parts = policySetTextToParts(text);
  if (parts.type === "failure") return { statements: [], faults: parts.errors.map((error) => toFault(null, error)) };
  const faults = parts.policy_templates.map(() => ({ policy: null, at: null, why: "templates are not used here" }));
  return { statements: parts.policies, faults };
}

/** Null for what Cedar does not read, which `statementsOf` would have said before. */
export function structureOf(statement: string): PolicyJson | null {
  const answer = policyToJson(statement);
  return answer.type === "success" ? answer.json : null;
}

/** Everything that the schema does not allow; what Cedar only warns of (a rule that can never hold) counts as well. */
export function faultsOf(schema: string, policies: Readonly<Record<string, string>>): CedarFault[] {
  const answer = validate({ schema, policies: { staticPolicies: policies } });
  if (answer.type === "failure") return answer.errors.map((error) => toFault(null, error));
  return [
    ...[...answer.validationErrors, ...answer.validationWarnings].map(({ policyId, error }) =>
      toFault(policyId, error),
    ),
    ...answer.otherWarnings.map((error) => toFault(null, error)),
  ];
}

/** Every action that can be asked, with the groups that it belongs to and itself. */
export function actionsOf(schema: string): ReadonlyMap<string, ReadonlySet<string>> {
  const answer = schemaToJson(schema);
  const actions = answer.type === "success" ? (answer.json[""]?.actions ?? {}) : {};
  const groupsOf = (name: string): readonly string[] => [
    name,
    ...(actions[name]?.memberOf ?? []).flatMap(({ id }) => groupsOf(id)),
  ];
  const askable = Object.keys(actions).filter((name) => (actions[name]?.appliesTo?.resourceTypes.length ?? 0) > 0);
  return new Map(askable.map((name) => [name, new Set(groupsOf(name))]));
}

/** Policies that have passed, kept parsed inside the evaluator until they are put away. */
export class ParsedPolicies {
  static readonly #free: string[] = [];
  static #made = 0;
  static readonly #schemas = new Map<string, string>();
  readonly #seat: string;
  readonly #schema: string;

  constructor(schema: string, policies: Readonly<Record<string, string>>) {
    this.#schema = ParsedPolicies.#schemaNamed(schema);
    this.#seat = ParsedPolicies.#free.pop() ?? `policies-${++ParsedPolicies.#made}`;
    const answer = preparsePolicySet(this.#seat, { staticPolicies: policies });
    if (answer.type === "failure") throw new Error("policies that were checked must parse");
  }

  /** Throws when the evaluator does; a question that it does not understand is answered with no. */
  ask({ principal, resource, context, entities }: CedarQuestion, action: string): CedarAnswer {
    const answer = statefulIsAuthorized({
      principal,
      action: { type: "Action", id: action },
      resource,
      context,
      entities,
      preparsedSchemaName: this.#schema,
      validateRequest: false,
      preparsedPolicySetId: this.#seat,
    });
    if (answer.type === "failure") throw new Error("the question does not fit the schema");
    const { decision, diagnostics } = answer.response;
    return {
      allowed: decision === "allow",
      because: diagnostics.reason,
      failed: diagnostics.errors.map(({ policyId }) => policyId),
    };
  }

  /** The evaluator has no way to forget a set, so its seat is given to the next one. */
  putAway(): void {
    preparsePolicySet(this.#seat, { staticPolicies: "" });
    ParsedPolicies.#free.push(this.#seat);
  }

  static #schemaNamed(schema: string): string {
    const known = this.#schemas.get(schema);
    if (known !== undefined) return known;
    const name = `schema-${this.#schemas.size + 1}`;
    const answer = preparseSchema(name, schema);
    if (answer.type === "failure") throw new Error("a schema that was checked must parse");
    this.#schemas.set(schema, name);
    return name;
  }
}

export function entity(type: string, id: string): { readonly __entity: TypeAndId } & EntityUidJson {
  return { __entity: { type, id } };
}

function toFault(policy: string | null, { message, help, sourceLocations }: DetailedError): CedarFault {
  const why = help === null ? message : `${message} (${help})`;
  return { policy, at: sourceLocations?.[0]?.start ?? null, why };
}
