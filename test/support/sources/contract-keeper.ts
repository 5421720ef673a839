import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import type { SourceName } from "../../../src/domain/source.js";

interface Media {
  readonly content?: Readonly<Record<string, unknown>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Record<string, { readonly responses: Readonly<Record<string, unknown>> }>>>;
  readonly components: { readonly responses?: Readonly<Record<string, Media>> };
}

/** Says how an answer breaks the contract of an operation ("GET /lei-records") and status, whatever its media type. */
export function violationsOf(
  name: SourceName,
): (operation: string, status: number, body: unknown) => readonly string[] {
  const document = parse(readFileSync(`schema/upstream/${name}.yaml`, "utf8")) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, name);
  return (operation, status, body) => {
    const [method = "", path = ""] = operation.split(" ");
    const response = document.paths[path]?.[method.toLowerCase()]?.responses[String(status)];
    if (!response) return [`${operation} ${status} is not in the contract`];
    const shared = (response as { $ref?: string }).$ref;
    const at = shared ?? `#/paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}`;
    const described = shared ? document.components.responses?.[shared.split("/").at(-1) ?? ""] : (response as Media);
    const [mediaType = ""] = Object.keys(described?.content ?? {});
    const validate = ajv.compile({ $ref: `${name}${at}/content/${escaped(mediaType)}/schema` });
    return validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
}

function escaped(pointerPart: string): string {
  return encodeURIComponent(pointerPart.replaceAll("~", "~0").replaceAll("/", "~1"));
}
