import { existsSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** The parts of the compose specification that this repository uses; a key outside them is a slip or a new habit. */
const volume = z.union([
  z.string(),
  z.strictObject({
    type: z.enum(["bind", "volume", "tmpfs"]),
    source: z.string(),
    target: z.string(),
    read_only: z.boolean().optional(),
  }),
]);
const service = z
  .strictObject({
    build: z.strictObject({ context: z.string(), dockerfile: z.string().optional() }).optional(),
    image: z.string().optional(),
    command: z.array(z.string()).optional(),
    environment: z.record(z.string(), z.string()).optional(),
    ports: z.array(z.string()).optional(),
    volumes: z.array(volume).optional(),
    tmpfs: z.array(z.string()).optional(),
    read_only: z.boolean().optional(),
    cap_drop: z.array(z.string()).optional(),
    security_opt: z.array(z.string()).optional(),
    depends_on: z
      .union([z.array(z.string()), z.record(z.string(), z.strictObject({ condition: z.string() }))])
      .optional(),
    healthcheck: z
      .strictObject({
        test: z.array(z.string()).optional(),
        interval: z.string().optional(),
        disable: z.boolean().optional(),
      })
      .optional(),
    profiles: z.array(z.string()).optional(),
    restart: z.string().optional(),
  })
  .refine((value) => value.image !== undefined || value.build !== undefined, "a service needs an image or a build");
const compose = z.strictObject({
  name: z.string(),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()).optional(),
});

type Service = z.infer<typeof service>;

/** What is wrong with a compose file that lies in `folder`. */
export function composeOffences(text: string, folder: string): string[] {
  const read = compose.safeParse(parse(text));
  if (!read.success) return read.error.issues.map((issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`);
  const { services, volumes = {} } = read.data;
  const built = new Set(Object.values(services).flatMap(({ build, image }) => (build && image ? [image] : [])));
  return Object.entries(services).flatMap(([name, each]) =>
    [
      ...floatingImage(each, built),
      ...dependencies(each)
        .filter((other) => services[other] === undefined)
        .map((other) => `depends on ${other}, which is no service`),
      ...mounts(each).flatMap((source) => missingMount(source, folder, Object.keys(volumes))),
      ...Object.entries(each.environment ?? {})
        .filter(isSecretInClear)
        .map(([key]) => `${key} is written in clear`),
    ].map((offence) => `service ${name}: ${offence}`),
  );
}

function floatingImage({ image }: Service, built: Set<string>): string[] {
  if (image === undefined || built.has(image) || /:\d+\.\d+/.test(image)) return [];
  return [`image ${image} is not pinned to a version`];
}

function dependencies({ depends_on: on = [] }: Service): string[] {
  return Array.isArray(on) ? on : Object.keys(on);
}

function mounts({ volumes = [] }: Service): string[] {
  return volumes.map((mount) => (typeof mount === "string" ? mount.slice(0, mount.indexOf(":")) : mount.source));
}

function missingMount(source: string, folder: string, named: string[]): string[] {
  if (source.startsWith(".")) return existsSync(join(folder, source)) ? [] : [`mounts ${source}, which does not exist`];
  return named.includes(source) ? [] : [`mounts ${source}, which is no volume of the file`];
}

function isSecretInClear([key, value]: [string, string]): boolean {
  return /password|secret|token|key$/i.test(key) && !value.startsWith("${");
}
