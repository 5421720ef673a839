/** check:docker — the Dockerfile, the compose file and the Kubernetes manifests, without Docker or a cluster at hand. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { composeOffences } from "../containers/compose.ts";
import { dockerfileOffences } from "../containers/dockerfile.ts";
import { kubernetesOffences } from "../containers/kubernetes.ts";
import { finish, isMain } from "./finish.ts";

async function containerOffences(root: string): Promise<string[]> {
  const manifests = join(root, "deploy", "kubernetes");
  const names = (await readdir(manifests)).filter((name) => /\.ya?ml$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(manifests, name), "utf8")));
  return [
    ...from("Dockerfile", dockerfileOffences(await readFile(join(root, "Dockerfile"), "utf8"), root)),
    ...from(
      "deploy/compose.yaml",
      composeOffences(await readFile(join(root, "deploy", "compose.yaml"), "utf8"), join(root, "deploy")),
    ),
    ...from(
      "deploy/kubernetes",
      await kubernetesOffences(root, Object.fromEntries(names.map((name, at) => [name, texts[at] ?? ""]))),
    ),
  ];
}

function from(where: string, offences: string[]): string[] {
  return offences.map((offence) => `${where}: ${offence}`);
}

if (isMain(import.meta.url)) finish("check:docker", await containerOffences(process.cwd()));
