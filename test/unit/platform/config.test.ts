import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { ConfigError, readConfig } from "../../../src/platform/config.js";

const SHIPPED = "deploy/gateway.yaml";

function problemsOf(path: string | null, environment: NodeJS.ProcessEnv = {}): readonly string[] {
  try {
    readConfig(path, environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

function fileOf(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "config-")), "gateway.yaml");
  writeFileSync(path, text);
  return path;
}

describe("a configuration", () => {
  it("ships in a form that is accepted", () => {
    expect(problemsOf(SHIPPED)).toEqual([]);
  });

  it("is overridden by the environment, hyphens written as underscores", () => {
    const config = readConfig(SHIPPED, {
      C360__server__port: "4321",
      C360__server__graphiql: "false",
      C360__sources__core_banking__clientSecret: "another",
      PATH: "/bin",
    });

    expect(config.server).toMatchObject({ port: 4321, graphiql: false });
    expect(config.sources["core-banking"].clientSecret).toBe("another");
  });

  it("takes a secret of digits alone as the text it is", () => {
    const config = readConfig(SHIPPED, { C360__sources__loan__apiKey: "12345678" });

    expect(config.sources.loan.apiKey).toBe("12345678");
  });

  it("lists every problem at once, by its path and without a value", () => {
    const text = readFileSync(SHIPPED, "utf8")
      .replace("port: 4000", "port: 99999")
      .replace("audience: customer-graph", "audiance: customer-graph")
      .replace("apiKey: sandbox-loan-api-key", "apiKey: [sandbox-loan-api-key]");
    const problems = problemsOf(fileOf(text), { C360__bank__currency: "yuan-s3cret" });

    expect(problems.map((problem) => problem.split(":")[0])).toEqual(
      expect.arrayContaining(["server.port", "bank.currency", "tokens.audience", "tokens", "sources.loan.apiKey"]),
    );
    expect(problems.join()).not.toMatch(/s3cret|sandbox-loan/);
  });

  it("cannot reach a prototype through a name", () => {
    expect(problemsOf(SHIPPED, { C360____proto____polluted: "1", C360__constructor__polluted: "1" })).not.toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("says in a sentence that there is no file, or that it is none", () => {
    expect(problemsOf("no-such-file.yaml")).toEqual(["no-such-file.yaml: there is no such file"]);
    expect(problemsOf(fileOf("a: [b"))[0]).toContain("it is not YAML");
  });

  it("refuses nonsense about the cache, each by its path", () => {
    const cache = {
      localBytes: -1,
      rules: {
        "core-banking": { accounts: { freshSeconds: -5, scope: "everybody" }, balances: { freshSeconds: 5 } },
        "credit-bureau": { "stored-report": { freshSeconds: 5 } },
        crm: { customer: { freshSeconds: 2, ifErrorSeconds: 60 } },
        loan: { loans: { scope: null } },
      },
      redis: {
        place: { mode: "single", url: "http://127.0.0.1" },
        timeoutMs: 5_000,
        secret: "short",
        masterKeys: [{ id: "one", key: "AAAA" }],
      },
      webhook: { payroll: "a secret of a system that we do not know of", loan: "short" },
    };
    const problems = problemsOf(fileOf(`${readFileSync(SHIPPED, "utf8")}\ncache: ${JSON.stringify(cache)}\n`));
    for (const path of [
      "cache.localBytes",
      "cache.rules.core-banking.accounts.freshSeconds",
      "cache.rules.core-banking.accounts.scope",
      "cache.rules.core-banking: ",
      "cache.rules: ",
      "cache.rules.crm.customer.freshSeconds",
      "cache.rules.crm.customer: ",
      "cache.rules.loan.loans.scope",
      "cache.redis.place.url",
      "cache.redis.timeoutMs",
      "cache.redis.secret",
      "cache.redis.masterKeys.0.key",
      "cache.webhook",
    ]) {
      expect(
        problems.filter((problem) => problem.startsWith(path)),
        path,
      ).not.toEqual([]);
    }
    expect(problems.join()).not.toContain("AAAA");
  });
});

describe("the resilience settings", () => {
  /** The shipped file with changes to one source and to the whole. */
  function withSettings(changes: {
    readonly source?: object;
    readonly whole?: object;
    readonly loan?: object;
  }): string {
    const settings = parse(readFileSync(SHIPPED, "utf8")) as { sources: Record<string, object> };
    const { loan = {}, tianyancha = {} } = settings.sources;
    settings.sources["tianyancha"] = { ...tianyancha, ...(changes.source && { resilience: changes.source }) };
    settings.sources["loan"] = { ...loan, ...changes.loan };
    return fileOf(stringify({ ...settings, ...(changes.whole && { resilience: changes.whole }) }));
  }

  it.each([
    ["no attempt at all", { source: { attempts: 0 } }, "sources.tianyancha.resilience.attempts"],
    ["a budget below zero", { source: { callsPerDay: -1 } }, "sources.tianyancha.resilience.callsPerDay"],
    ["an alarm beyond the end", { source: { alarmAt: 1.5 } }, "sources.tianyancha.resilience.alarmAt"],
    ["half a call a minute", { source: { callsPerMinute: 0.5 } }, "sources.tianyancha.resilience.callsPerMinute"],
    ["a setting that does not exist", { source: { retries: 3 } }, "sources.tianyancha.resilience"],
    ["retries without end", { whole: { retryShare: 1 } }, "resilience.retryShare"],
    ["more extra calls than help", { whole: { retryShare: 0.15, hedgeShare: 0.1 } }, "resilience"],
    [
      "a header that would replace another",
      { whole: { deadlineHeader: "authorization" } },
      "resilience.deadlineHeader",
    ],
    ["no address", { loan: { baseUrl: undefined } }, "sources.loan.baseUrl"],
    ["an address and parts", { loan: { parts: parts("a", "b") } }, "sources.loan.baseUrl"],
    ["two parts of one name", { loan: { baseUrl: undefined, parts: parts("a", "a") } }, "sources.loan.parts.1.name"],
    ["a single part", { loan: { baseUrl: undefined, parts: parts("a") } }, "sources.loan.parts"],
    [
      "a customer of two parts",
      { loan: { baseUrl: undefined, parts: parts("a", "b").map((each) => ({ ...each, keyPrefixes: ["L-"] })) } },
      "sources.loan.parts.1.keyPrefixes.0",
    ],
  ])("are refused by their path: %s", (_, changes, path) => {
    const problems = problemsOf(withSettings(changes));

    expect(problems.map((problem) => problem.split(":")[0])).toContain(path);
  });

  it("are taken where they make sense", () => {
    const whole = { retryShare: 0.15, hedgeShare: 0.05, deadlineHeader: "x-time-left" };
    const source = { callsPerDay: 500, alarmAt: 0.5, attempts: 1 };
    expect(problemsOf(withSettings({ whole, source, loan: { baseUrl: undefined, parts: parts("a", "b") } }))).toEqual(
      [],
    );
  });
});

function parts(...names: readonly string[]): object[] {
  return names.map((name, n) => ({ name, baseUrl: "http://127.0.0.1:4102/credit/api", keyPrefixes: [`${n}`] }));
}
