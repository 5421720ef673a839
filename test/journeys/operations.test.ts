import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { startSandbox, type Sandbox } from "../../sandbox/main.js";
import { sandboxConfig } from "../../src/main/sandbox-config.js";
import { buildProgram, runProgram, type RunningProgram } from "../support/program.js";
import { post, type Data } from "../support/world.js";

let folder: string;
let sandbox: Sandbox;
const running: RunningProgram[] = [];

beforeAll(async () => {
  buildProgram();
  folder = mkdtempSync(join(tmpdir(), "customer-graph-"));
  sandbox = await startSandbox({ latency: "none", size: 1_000 });
}, 60_000);
afterEach(async () => {
  for (const program of running.splice(0)) {
    program.signal("SIGKILL");
    await program.ended;
  }
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

function run(args: readonly string[], settings?: Readonly<Record<string, string>>): RunningProgram {
  const program = runProgram(args, settings);
  running.push(program);
  return program;
}

/** What a program that ends by itself has written, and its exit status. */
async function outcomeOf(args: readonly string[], settings?: Readonly<Record<string, string>>) {
  const program = run(args, settings);
  const status = await program.ended;
  return { status, ...program.output() };
}

let files = 0;

function configFile(text: string): string {
  files += 1;
  const file = join(folder, `${files}.yaml`);
  writeFileSync(file, text);
  return file;
}

/** A good configuration for the sandbox bank, with changes by section. */
function goodConfig(changes: Record<string, object> = {}): string {
  const config: Data = structuredClone(sandboxConfig(sandbox, { server: { graphiql: false }, log: { level: "info" } }));
  for (const [section, settings] of Object.entries(changes)) config[section] = { ...config[section], ...settings };
  return configFile(stringify(config));
}

async function serve(config: string, settings?: Readonly<Record<string, string>>) {
  const program = run(["serve", "--config", config], settings);
  const [, url = ""] = await program.waitFor(/"url":"([^"]+)"/);
  return { program, url };
}

describe("The command line", () => {
  it("helps a newcomer", async () => {
    const { status, stdout } = await outcomeOf(["--help"]);

    expect(status).toBe(0);
    for (const word of ["demo", "serve", "sandbox", "--once", "--config", "C360__"]) expect(stdout).toContain(word);
    expect((await outcomeOf([])).stdout).toBe(stdout);
  });

  it.each([
    [["surf"], "there is no command of that name; see --help"],
    [["demo", "--port", "x"], "--port takes 0 to 65535"],
    [["sandbox", "--size=-1"], "--size takes 0 to 10000000"],
    [["serve", "--colour"], "--colour"],
  ])("says what is wrong with %j, in one line", async (args, message) => {
    const { status, stdout, stderr } = await outcomeOf(args);

    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
  });
});

describe("A configuration that is wrong", () => {
  it("is told everything at once, by path and without a value", async () => {
    const file = configFile(`
server: { port: 70000, prot: 4000, deadlineMs: soon, bodyLimitBytes: 1 }
bank: { timeZone: Europe/Atlantis, currency: yuan }
identity: { secret: hunter2 }
tokens: { issuer: "", jwksUri: "ftp://root:hunter2@issuer.example/keys" }
sources:
  loan: { baseUrl: not an address, apiKey: 5550123 }
  card: { baseUrl: "http://127.0.0.1:1", key: k, secret: s, extra: hunter2 }
log: { level: hunter2 }
colour: blue
`);
    const { status, stdout, stderr } = await outcomeOf(["serve", "--config", file]);

    expect(status).toBe(2);
    expect(stdout).toBe("");
    for (const path of [
      "server.port",
      "server.deadlineMs",
      "server.bodyLimitBytes",
      "bank.timeZone",
      "bank.currency",
      "identity.secret",
      "tokens.issuer",
      "tokens.audience",
      "tokens.jwksUri",
      "sources.loan.baseUrl",
      "sources.loan.apiKey",
      "sources.core-banking",
      "sources.crm",
      "sources.credit-bureau",
      "sources.gleif",
      "log.level",
    ]) {
      expect(stderr).toContain(`  ${path}: `);
    }
    for (const key of ["prot", "extra", "colour"]) expect(stderr).toContain(`"${key}"`);
    for (const value of ["hunter2", "70000", "5550123", "Atlantis", "yuan", "not an address", "blue"]) {
      expect(stderr).not.toContain(value);
    }
  });

  it.each([
    ["is not there", () => join(folder, "nowhere.yaml"), "there is no such file"],
    ["is no YAML", () => configFile("server: {port: hunter2\n  - ]"), "it is not YAML"],
    ["is a list", () => configFile("- server"), "(top): "],
    ["is empty", () => configFile(""), "sources: "],
  ])("that %s is told so", async (_, file, message) => {
    const { status, stderr } = await outcomeOf(["serve", "--config", file()]);

    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/hunter2|node:|\.js:/);
  });

  it("is as wrong in the environment, and named by the same path", async () => {
    const { status, stderr } = await outcomeOf(["serve", "--config", goodConfig()], {
      C360__server__deadlineMs: "hunter2",
      C360__sources__loan__apiKey: "",
      C360__server__colour: "blue",
    });

    expect(status).toBe(2);
    expect(stderr).toContain("  server.deadlineMs: ");
    expect(stderr).toContain("  sources.loan.apiKey: ");
    expect(stderr).toContain(`"colour"`);
    expect(stderr).not.toContain("hunter2");
  });
});

describe("A gateway on its own", () => {
  it("takes the environment's word over the file's", async () => {
    const { url } = await serve(goodConfig(), { C360__server__bodyLimitBytes: "1024" });
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "x".repeat(2_000) }),
    });

    expect(response.status).toBe(413);
  });

  it("is live and ready, and answers", async () => {
    const { url } = await serve(goodConfig());
    const [live, ready] = await Promise.all([fetch(`${url}/health/live`), fetch(`${url}/health/ready`)]);

    expect([live.status, await live.json()]).toEqual([200, { status: "live" }]);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: "ready", checks: { tokens: "ok", identity: "ok", audit: "ok", cache: "ok" } },
    ]);
    const answer = await post(url, { token: sandbox.tokenFor("P1"), query: "{ viewer { purpose } }" });
    expect(answer.data).toEqual({ viewer: { purpose: "SELF_SERVICE" } });
  });

  it("is live and not ready while it cannot tell callers apart", async () => {
    const { url } = await serve(goodConfig({ tokens: { jwksUri: "http://127.0.0.1:1/keys" } }));
    const [live, ready] = await Promise.all([fetch(`${url}/health/live`), fetch(`${url}/health/ready`)]);

    expect(live.status).toBe(200);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: "not ready", checks: { tokens: "failing", identity: "ok", audit: "ok", cache: "ok" } },
    ]);
  });

  it.each(["SIGTERM", "SIGINT"] as const)("on %s finishes what is in flight, then ends well", async (signal) => {
    const { program, url } = await serve(goodConfig({ server: { deadlineMs: 5_000 } }));
    sandbox.control.setFaults("core-banking", { latencyMs: 400 });
    const slow = post(url, {
      token: sandbox.tokenFor("P1"),
      query: "{ viewer { customer { customerNumber depositAccounts { totalCount } } } }",
    });
    await expect.poll(() => sandbox.control.counters()["core-banking"]?.inFlight).toBeGreaterThan(0);
    program.signal(signal);

    const startedAt = performance.now();
    const { status, data } = await slow;
    expect({ status, data }).toEqual({
      status: 200,
      data: { viewer: { customer: { customerNumber: "10000001", depositAccounts: { totalCount: 2 } } } },
    });
    expect(await program.ended).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    expect(program.output().stdout).toContain(`"msg":"stopped"`);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    sandbox.control.reset();
  });

  it("does not wait for ever for somebody who never finishes his request", async () => {
    const { program, url } = await serve(goodConfig({ server: { shutdownGraceMs: 200, deadlineMs: 60_000 } }));
    sandbox.control.setFaults("core-banking", { hang: true });
    const stuck = post(url, {
      token: sandbox.tokenFor("P1"),
      query: "{ viewer { customer { customerNumber } } }",
    }).catch((error: unknown) => error);
    await expect.poll(() => sandbox.control.counters()["core-banking"]?.inFlight).toBeGreaterThan(0);
    const startedAt = performance.now();
    program.signal("SIGTERM");

    expect(await program.ended).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    await stuck;
    sandbox.control.reset();
  });

  it("says in one sentence that its port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const { status, stderr } = await outcomeOf(["serve", "--config", goodConfig({ server: { port } })]);
    await new Promise((resolve) => other.close(resolve));

    expect(status).toBe(2);
    expect(stderr).toBe(`127.0.0.1:${port} is taken: stop what listens there, or choose another port.\n`);
  });

  it("writes lines that a machine can read, without a value", async () => {
    const { program, url } = await serve(goodConfig());
    await post(url, { token: sandbox.tokenFor("P1"), query: "{ viewer { customer { displayName customerNumber } } }" });
    program.signal("SIGTERM");
    await program.ended;

    const { stdout, stderr } = program.output();
    const messages = stdout
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages).toEqual(["listening", "operation answered", "stopped"]);
    expect(stdout).not.toMatch(/王建国|10000001|eyJ/);
    expect(stderr).toBe("");
  });
});

describe("The demonstration", () => {
  it("asks once, finds every figure as the bank's books have it, and ends well", async () => {
    const { status, stdout, stderr } = await outcomeOf(["demo", "--once", "--port", "0"]);

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const shown of ["王**", "982,340.55", "1,273,450.00", "76,550.00", "-291,109.45"])
      expect(stdout).toContain(shown);
    expect(stdout).toContain("Every figure agrees with the bank's own books.");
    expect(stdout).not.toContain("WRONG");
  });
});
