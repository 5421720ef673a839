import { readFileSync } from "node:fs";
import { type AnySchemaObject, Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

/** What in an answer is not as the contract says: JSON pointers (`/accounts/0/balance`) with the keyword they broke. */
export type Violations = ReadonlyMap<string, string>;

export interface ContractCheck {
  /** Null for an answer that keeps to the contract. */
  readonly violations: Violations | null;
  /** Pointers of properties that the contract does not know. They have been removed from the answer. */
  readonly dropped: readonly string[];
}

/** Checks one kind of answer against its schema, and takes out of it what nobody agreed on. */
export type AnswerCheck = (answer: unknown) => ContractCheck;

interface Schema {
  [keyword: string]: unknown;
}

interface ContractDocument {
  readonly components: { readonly schemas: Record<string, Schema> };
}

const KEPT: ContractCheck = { violations: null, dropped: [] };

/** An upstream's OpenAPI contract, compiled once at start. */
export class Contract {
  readonly #ajv = new Ajv2020({ allErrors: true, strict: false, messages: false });
  /** Filled while one answer is being checked; checking is synchronous. */
  #dropped: string[] = [];

  constructor(document: ContractDocument) {
    addFormats.default(this.#ajv);
    this.#ajv.addKeyword({
      keyword: DROP_UNKNOWN,
      type: "object",
      errors: false,
      compile: (_: unknown, schema: AnySchemaObject) => {
        const known = new Set(Object.keys(schema["properties"] as object));
        return (record: Record<string, unknown>, at) => this.#dropUnknown(record, known, at?.instancePath ?? "");
      },
    });
    this.#ajv.addSchema({ $id: "contract", components: { schemas: withDropping(document.components.schemas) } });
  }

  static read(path: string): Contract {
    return new Contract(parse(readFileSync(path, "utf8")) as ContractDocument);
  }

  /** The check for a schema under `components.schemas`. Throws at start when the contract has no such schema. */
  answer(schemaName: string): AnswerCheck {
    const validate = this.#ajv.compile({ $ref: `contract#/components/schemas/${schemaName}` });
    return (answer) => {
      const valid = validate(answer);
      const dropped = this.#dropped;
      if (dropped.length > 0) this.#dropped = [];
      else if (valid) return KEPT;
      return { violations: valid ? null : toViolations(validate.errors ?? []), dropped };
    };
  }

  #dropUnknown(record: Record<string, unknown>, known: ReadonlySet<string>, pointer: string): boolean {
    for (const property in record) {
      if (known.has(property)) continue;
      delete record[property];
      this.#dropped.push(`${pointer}/${SPEAKING.test(property) ? property : "(not a name)"}`);
    }
    return true;
  }
}

const DROP_UNKNOWN = "x-drop-unknown";

/** What a programmer would call a property. Anything else may be a value that an upstream files its records under. */
const SPEAKING = /^(?!.*\d{4})[\w$.:@-]{1,64}$/;

/** An answer that breaks its contract more often than this is not read piece by piece: it would take minutes. */
const MOST_VIOLATIONS = 2_000;

function toViolations(errors: readonly ErrorObject[]): Violations {
  if (errors.length > MOST_VIOLATIONS) return new Map([["", "too many violations"]]);
  const violations = new Map(errors.map((error) => [pointerOf(error), error.keyword]));
  const alternatives = errors.filter((error) => error.keyword === "oneOf" || error.keyword === "anyOf");
  for (const { instancePath } of alternatives) {
    // "This record or null": when something inside the record is wrong, the record itself is not.
    const isDeeper = (pointer: string): boolean => pointer.startsWith(`${instancePath}/`);
    if ([...violations.keys()].some(isDeeper)) violations.delete(instancePath);
  }
  return violations;
}

function pointerOf(error: ErrorObject): string {
  if (error.keyword !== "required") return error.instancePath;
  return `${error.instancePath}/${(error.params as { missingProperty: string }).missingProperty}`;
}

/** The contract's schemas, in which every described object also drops the properties it does not describe. */
function withDropping<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map((each: unknown) => withDropping(each)) as T;
  if (typeof schema !== "object" || schema === null) return schema;
  const copy: Schema = {};
  for (const [keyword, value] of Object.entries(schema)) copy[keyword] = withDropping(value);
  const describesObject = typeof copy["properties"] === "object" && copy["properties"] !== null;
  if (describesObject && !("additionalProperties" in copy)) copy[DROP_UNKNOWN] = true;
  return copy as T;
}
