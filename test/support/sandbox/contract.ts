import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

interface Operation {
  readonly responses: Readonly<Record<string, unknown>>;
}

/** An upstream's contract, ready to say what is wrong with an answer. */
export interface Contract {
  /** Every "METHOD /path" with every status that the contract describes. */
  readonly described: readonly string[];
  /** The ways in which the body breaks the contract of that operation and status; empty when it keeps it. */
  violations(operation: string, status: number, body: unknown): readonly string[];
}

export function contractOf(name: string): Contract {
  const document: { paths: Record<string, Record<string, Operation>> } = parse(
    readFileSync(new URL(`../../../schema/upstream/${name}.yaml`, import.meta.url), "utf8"),
  );
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, name);
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
  );
  return {
    described,
    violations(operation, status, body) {
      const [method = "", path = ""] = operation.split(" ");
      const response = document.paths[path]?.[method.toLowerCase()]?.responses[String(status)];
      if (!response) return [`${operation} ${status} is not in the contract`];
      const shared = (response as { $ref?: string }).$ref;
      const at = shared ?? `#/paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}`;
      const validate = ajv.compile({ $ref: `${name}${at}/content/${escaped("application/json")}/schema` });
      return validate(body) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
    },
  };
}

function escaped(pointerPart: string): string {
  return encodeURIComponent(pointerPart.replaceAll("~", "~0").replaceAll("/", "~1"));
}
