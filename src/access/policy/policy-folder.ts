import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TextUnreadable } from "../../platform/text-file.js";
import { folderSignature, readTextFolder, type FolderLimits } from "../../platform/text-folder.js";
import { PoliciesRefused } from "./policy-problem.js";
import type { PolicyTexts } from "./policy-set.js";

const LIMITS: FolderLimits = { ending: ".cedar", files: 200, bytesPerFile: 256 * 1024 };

/** The schema's name in the folder of the policies that come with the product. */
const SCHEMA = "schema.cedarschema";

/**
 * Reads the policies of a folder. The schema is always the product's own, out of the folder of its built-in policies:
 * it says which facts there are, and only the code knows that. Throws PoliciesRefused.
 */
export function readPolicies(folder: string, builtIn: string): PolicyTexts {
  try {
    return { schema: readFileSync(join(builtIn, SCHEMA), "utf8"), files: readTextFolder(folder, LIMITS) };
  } catch (error) {
    if (!(error instanceof TextUnreadable)) throw error;
    throw new PoliciesRefused([{ file: error.file, line: null, policy: null, why: error.why }]);
  }
}

/** Changes with the folder; null while it cannot be read, as in the middle of an exchange. */
export function policiesSignature(folder: string): string | null {
  return folderSignature(folder, LIMITS);
}
