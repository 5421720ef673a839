import { describe, expect, it } from "vitest";
import { composeOffences } from "../../../scripts/containers/compose.ts";
import { dockerfileOffences } from "../../../scripts/containers/dockerfile.ts";
import { kubernetesOffences } from "../../../scripts/containers/kubernetes.ts";

const GOOD = `FROM node:26.10.0-bookworm-slim AS build
COPY package.json ./
RUN npm ci
FROM node:26.10.0-bookworm-slim
COPY --from=build /app/dist ./dist
USER 1000:1000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s CMD ["node", "-e", "0"]
ENTRYPOINT ["node", "dist/src/main.js"]
`;

describe("the check of the Dockerfile", () => {
  it("accepts a good one", () => expect(dockerfileOffences(GOOD, process.cwd())).toEqual([]));

  it.each([
    ["a base without version", "FROM node:26.10.0-bookworm-slim AS build", "FROM node:latest AS build", /not pinned/],
    ["a base without tag", "FROM node:26.10.0-bookworm-slim AS build", "FROM node AS build", /not pinned/],
    ["root", "USER 1000:1000", "USER root", /numbered user/],
    ["no user", "USER 1000:1000\n", "", /numbered user/],
    ["no health check", /HEALTHCHECK.*\n/, "", /HEALTHCHECK/],
    ["a health check in a shell", 'CMD ["node", "-e", "0"]', "CMD curl localhost", /HEALTHCHECK/],
    [
      "a program in a shell",
      'ENTRYPOINT ["node", "dist/src/main.js"]',
      "ENTRYPOINT node dist/src/main.js",
      /without a shell/,
    ],
    ["no stop signal", "STOPSIGNAL SIGTERM\n", "", /STOPSIGNAL/],
    ["a path that is not there", "COPY package.json", "COPY package.jsn", /package\.jsn/],
    ["a stage that is not there", "--from=build", "--from=built", /built/],
    ["a secret", "USER 1000", "ENV DB_PASSWORD=x\nUSER 1000", /secret/],
    ["an unknown instruction", "STOPSIGNAL", "STOPSIGNALS SIGTERM\nSTOPSIGNAL", /Unknown instruction/],
  ])("refuses %s", (_, right, wrong, offence) => {
    const changed = GOOD.replace(right, wrong);
    expect(changed).not.toBe(GOOD);
    expect(dockerfileOffences(changed, process.cwd()).join("\n")).toMatch(offence);
  });

  it("refuses a single stage", () => {
    const single = GOOD.slice(GOOD.lastIndexOf("FROM")).replace(/COPY.*\n/, "");
    expect(dockerfileOffences(single, process.cwd())).toEqual([expect.stringMatching(/one stage only/)]);
  });
});

describe("the check of the compose file", () => {
  const file = (service: string): string => `name: a\nservices:\n  one:\n    image: redis:8.2-bookworm\n${service}`;

  it("accepts a good one", () => expect(composeOffences(file("    restart: always\n"), ".")).toEqual([]));

  it.each([
    ["a misspelt key", "    helthcheck: {}\n", /helthcheck/],
    ["a floating image", "  two:\n    image: redis:latest\n", /not pinned/],
    ["neither image nor build", "  two:\n    restart: always\n", /image or a build/],
    ["a service that is not there", "    depends_on: [three]\n", /depends on three/],
    ["a file that is not there", "    volumes: ['./nowhere.yaml:/x']\n", /nowhere/],
    ["a volume that is not declared", "    volumes: ['data:/x']\n", /no volume/],
    ["a secret in clear", "    environment: { DB_PASSWORD: hunter2 }\n", /in clear/],
  ])("refuses %s", (_, service, offence) => {
    expect(composeOffences(file(service), ".").join("\n")).toMatch(offence);
  });
});

describe("the check of the Kubernetes manifests", () => {
  const service = (port: string): string =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec:\n  ports:\n    - ${port}\n`;

  it("accepts a good one", async () => {
    expect(await kubernetesOffences(process.cwd(), { "a.yaml": service("port: 80") })).toEqual([]);
  });

  it.each([
    ["a misspelt key", service("{ port: 80, targetport: 1 }"), /targetport/],
    ["a wrong type", service("port: eighty"), /number/],
    ["a missing key", service("name: http"), /port/],
    ["an unknown kind", "apiVersion: v1\nkind: Servise\nmetadata: { name: a }\n", /Servise/],
    ["no kind", "apiVersion: v1\nmetadata: { name: a }\n", /kind/],
    ["broken YAML", "apiVersion: [v1\n", /a\.yaml/],
  ])("refuses %s and names the file", async (_, text, offence) => {
    const offences = await kubernetesOffences(process.cwd(), { "a.yaml": text });
    expect(offences.join("\n")).toMatch(offence);
    expect(offences.every((line) => line.startsWith("a.yaml: "))).toBe(true);
  });
});
