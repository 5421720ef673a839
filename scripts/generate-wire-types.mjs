// Generates src/sources/<name>/wire.generated.ts from schema/upstream/<name>.yaml.
// With --check it writes nothing and fails when a generated file differs from its contract.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { compile } from "json-schema-to-typescript";
import { parse } from "yaml";

const BANNER = "// Generated from the upstream's contract by `npm run fix:wire-types`. Do not edit.\n";

async function wireTypes(contractPath) {
  const { components } = parse(await readFile(contractPath, "utf8"));
  const schemas = Object.keys(components.schemas);
  const root = {
    title: "Contract",
    type: "object",
    required: schemas,
    properties: Object.fromEntries(schemas.map((name) => [name, { $ref: `#/components/schemas/${name}` }])),
    components,
  };
  return compile(root, "Contract", { bannerComment: BANNER, additionalProperties: false, format: true });
}

const checkOnly = process.argv.includes("--check");
const drifted = [];
for (const file of await readdir("schema/upstream")) {
  const target = `src/sources/${basename(file, ".yaml")}/wire.generated.ts`;
  const expected = await wireTypes(`schema/upstream/${file}`);
  const present = await readFile(target, "utf8").catch(() => "");
  if (expected === present) continue;
  drifted.push(target);
  if (checkOnly) continue;
  await mkdir(target.replace(/\/[^/]+$/, ""), { recursive: true });
  await writeFile(target, expected);
}
if (checkOnly && drifted.length > 0) {
  console.error(`These files differ from their contracts; run \`npm run fix:wire-types\`:\n${drifted.join("\n")}`);
  process.exitCode = 1;
}
