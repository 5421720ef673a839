import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { z } from "zod";
import { auditConfig, type AuditConfig } from "./config-audit.js";
import { configSchema, type Config } from "./config-schema.js";

/** Everything that is wrong with a configuration, each problem by its path. Values are not repeated: some are secrets. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(readonly problems: readonly string[]) {
    super(["The configuration is not valid:", ...problems.map((problem) => `  ${problem}`)].join("\n"));
  }
}

const PREFIX = "C360__";

/**
 * Reads the file, lays environment variables over it, and checks the whole. `C360__server__port=4001` sets
 * `server.port`, and `C360__sources__core_banking__clientSecret` a setting of `core-banking`; secrets belong there rather than in the file. Throws ConfigError with every problem at once.
 */
export function readConfig(path: string | null, environment: NodeJS.ProcessEnv = process.env): Config {
  const file = path === null ? {} : readFile(path);
  const { error } = configSchema.safeParse(overlaid(file, environment, toScalar));
  // A secret may be all digits: where text is wanted, what looks like a number is text.
  const isText = new Set(error?.issues.filter(wantsText).map((issue) => issue.path.join("__")));
  return checkConfig(overlaid(file, environment, (text, at) => (isText.has(at.join("__")) ? text : toScalar(text))));
}

function wantsText(issue: z.core.$ZodIssue): boolean {
  return issue.code === "invalid_type" && issue.expected === "string";
}

/** The part of a configuration that the audit commands need: an auditor has the trail's settings and no others. Throws ConfigError. */
export function readAuditConfig(path: string | null, environment: NodeJS.ProcessEnv = process.env): AuditConfig {
  const file = path === null ? {} : readFile(path);
  const { audit = {} } = overlaid(file, environment, (text) => toScalar(text)) as { readonly audit?: unknown };
  return checked(auditConfig, audit, ["audit"]);
}

/** Throws ConfigError. */
export function checkConfig(settings: unknown): Config {
  return checked(configSchema, settings, []);
}

function checked<T>(schema: z.ZodType<T>, settings: unknown, above: readonly string[]): T {
  const result = schema.safeParse(settings);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map(({ path, message, code }) => {
      const at = [...above, ...path].length === 0 ? "(top)" : [...above, ...path].join(".");
      return `${at}: ${code === "unrecognized_keys" ? message : message.replace(/, received .*/u, "")}`;
    }),
  );
}

function readFile(path: string): unknown {
  try {
    return parse(readFileSync(path, "utf8")) ?? {};
  } catch (error) {
    const why = (error as { code?: string }).code === "ENOENT" ? "there is no such file" : "it is not YAML";
    throw new ConfigError([`${path}: ${why}`]);
  }
}

type Settings = Record<string, unknown>;

function overlaid(
  settings: unknown,
  environment: NodeJS.ProcessEnv,
  read: (text: string, path: readonly string[]) => unknown,
): unknown {
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) return settings;
  const result = structuredClone(settings) as Settings;
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(PREFIX) || value === undefined) continue;
    // No shell lets a name carry a hyphen, and no setting carries an underscore.
    const path = name
      .slice(PREFIX.length)
      .replaceAll(/(?<!_)_(?!_)/gu, "-")
      .split("__");
    put(result, path, read(value, path));
  }
  return result;
}

function put(settings: Settings, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined || key === "__proto__") return;
  if (rest.length === 0) {
    settings[key] = value;
    return;
  }
  const below = settings[key];
  const next: Settings = typeof below === "object" && below !== null ? (below as Settings) : {};
  settings[key] = next;
  put(next, rest, value);
}

/** `true`, `4001` and the like are what they look like. */
function toScalar(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}
