import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { runCommand } from "../run/step.ts";

const manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

/**
 * What is wrong with Kubernetes manifests, given as file name → text. Each document is handed to the compiler as a
 * literal of Kubernetes' own type, which refuses a misspelt key, a missing one and a value of the wrong type.
 * `root` is the repository: the compiler and the types live in its node_modules.
 */
export async function kubernetesOffences(root: string, files: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(root, "node_modules", ".manifests-"));
  try {
    const offences: string[] = [];
    const literals: string[] = [];
    for (const [file, text] of Object.entries(files)) {
      for (const document of parseAllDocuments(text)) {
        const name = `${file}-${literals.length}.ts`;
        const read = manifest.safeParse(document.toJS());
        if (document.errors.length > 0 || !read.success) {
          offences.push(
            `${file}: ${document.errors[0]?.message ?? "every document needs apiVersion, kind and metadata.name"}`,
          );
          continue;
        }
        await writeFile(join(folder, name), literalOf(read.data));
        literals.push(name);
      }
    }
    return [...offences, ...(literals.length === 0 ? [] : await compile(folder, root))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function literalOf({ apiVersion, kind, ...rest }: z.infer<typeof manifest>): string {
  return [
    `import { type I${kind} } from "kubernetes-models/${apiVersion}/${kind}";`,
    `export const manifest: I${kind} = ${JSON.stringify({ apiVersion, kind, ...rest }, null, 2)};`,
  ].join("\n");
}

async function compile(folder: string, root: string): Promise<string[]> {
  const options = { noEmit: true, strict: true, module: "nodenext", target: "es2023", skipLibCheck: true, types: [] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["*.ts"] }));
  const { status, output } = await runCommand(root, `tsc --pretty false -p "${folder}"`, "collect");
  if (status === 0) return [];
  const offences = [...output.matchAll(/^.*?([^/\\\s]+)-\d+\.ts\(\d+,\d+\): error TS\d+: (.*)$/gm)];
  return offences.length === 0 ? [output] : offences.map(([, file, message]) => `${file}: ${message}`);
}
