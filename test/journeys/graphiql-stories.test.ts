import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Persona } from "../../src/server/graphiql-routes.js";
import type { StoryOperation } from "../../src/server/story-operations.js";
import { builtPage } from "../support/built-page.js";
import { openWorld, post, type World } from "../support/world.js";

interface Config {
  readonly endpoint: string;
  readonly sandbox: { readonly personas: readonly Persona[] } | null;
  readonly operations: readonly StoryOperation[];
}

async function readConfig(world: World): Promise<Config> {
  const response = await fetch(`${world.url}/graphiql/config.json`);
  expect(response.headers.get("cache-control")).toBe("no-store");
  return (await response.json()) as Config;
}

const STORIES = Array.from({ length: 15 }, (_, index) => index + 1);

describe("what the sandbox's gateway gives the page", () => {
  let world: World;
  let config: Config;

  beforeAll(async () => {
    world = await openWorld({ graphiql: "personas" });
    config = await readConfig(world);
  });
  afterAll(() => world.stop());

  test("every story, told by a persona who has its purpose", () => {
    expect([...new Set(config.operations.map(({ story }) => story))]).toEqual(STORIES);
    for (const { persona, purpose } of config.operations) {
      expect(config.sandbox?.personas.find(({ id }) => id === persona)?.purposes).toContain(purpose);
    }
  });

  test.each(STORIES)("story %i runs without an error, and nobody in it is unknown", async (number) => {
    const told = config.operations.filter(({ story }) => story === number);
    expect(told).not.toEqual([]);
    let opened: unknown;
    for (const { query, persona, purpose, variables } of told) {
      const { token = "" } = config.sandbox?.personas.find(({ id }) => id === persona) ?? {};
      const filled = variables === "" ? {} : (JSON.parse(variables) as Record<string, unknown>);
      // What an act of the same story has opened, the page leaves to be filled in.
      if (filled["id"] === "") filled["id"] = opened;

      const { data, errors } = await post(world.url, { token, purpose, query, variables: filled });

      expect(Object.values(filled)).not.toContain("");
      expect(errors).toEqual([]);
      expect(Object.values(data)).not.toContain(null);
      opened = (Object.values(data)[0] as { readonly id?: string }).id;
    }
  });

  test("the page's policy on every file, on its configuration and on what is not there", async () => {
    const folder = builtPage();
    const built = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
    expect(built).toEqual(expect.arrayContaining(["index.html", "licences.md", "fonts-and-icons.txt"]));
    for (const file of ["", ...built, "config.json", "no-such-file.js"]) {
      const response = await fetch(`${world.url}/graphiql/${file}`);
      await response.arrayBuffer();
      expect([file, response.status]).toEqual([file, file === "no-such-file.js" ? 404 : 200]);
      expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self'; /u);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
});

describe("what a gateway on a real bank gives the page", () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld({ graphiql: "token" });
  });
  afterAll(() => world.stop());

  test("the stories, but nobody to act as and no token", async () => {
    const config = await readConfig(world);
    expect(config.sandbox).toBeNull();
    expect([...new Set(config.operations.map(({ story }) => story))]).toEqual(STORIES);
    expect(JSON.stringify(config)).not.toMatch(/eyJ/u);
  });
});
