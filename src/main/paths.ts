import { fileURLToPath } from "node:url";

/** The repository's or the image's folder, two levels above the compiled command. */
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

export const PATHS = {
  contracts: `${ROOT}schema/upstream`,
  stories: `${ROOT}schema/operations/stories`,
  graphiql: `${ROOT}web/dist`,
  /** The policies that come with the product, as text, and the schema that every policy must fit. */
  policies: `${ROOT}src/access/policies`,
} as const;
