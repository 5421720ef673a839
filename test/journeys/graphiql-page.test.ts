import { mkdirSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.js";
import {
  answerShown,
  type DrivenPage,
  keptByBrowser,
  openGraphiql,
  openTab,
  type PageUnderTest,
  queryShown,
  runOperation,
} from "../support/graphiql-page.js";
import { startTinyGraph } from "../support/tiny-graph.js";

/** The server that the journey drives. */
async function startPage(): Promise<PageUnderTest> {
  return {
    ...(await startTinyGraph({ sandbox: true })),
    operation: "Customer360",
    teller: { persona: "RM1", purpose: "RELATIONSHIP_MANAGEMENT", answer: ["王建国"] },
    other: { persona: "AN1", purpose: "ANALYTICS", answer: ["王**", "PURPOSE"] },
  };
}

describe("GraphiQL in a browser", () => {
  let server: PageUnderTest;
  let browser: Browser;
  let driven: DrivenPage;

  // Long enough for Chromium to be installed first.
  beforeAll(async () => {
    server = await startPage();
    browser = await launchChromium();
    driven = await openGraphiql(browser, server.origin);
    mkdirSync("reports", { recursive: true });
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("a persona is picked, a query is run, the answer is read", async () => {
    const { page } = driven;
    await page.getByLabel("Persona").selectOption(server.teller.persona);
    await openTab(page, server.operation);
    await expect.poll(() => page.getByLabel("Purpose").inputValue()).toBe(server.teller.purpose);
    await runOperation(page);
    for (const text of server.teller.answer) await expect.poll(() => answerShown(page)).toContain(text);
    await page.screenshot({ path: "reports/graphiql.png" });
  });

  test("another persona asks for the schema anew and is given another answer", async () => {
    const { page, introspections } = driven;
    const before = introspections.length;
    await page.getByLabel("Persona").selectOption(server.other.persona);
    await expect.poll(() => answerShown(page)).toBe("");
    await page.getByLabel("Purpose").selectOption(server.other.purpose);
    await expect.poll(() => introspections.length).toBeGreaterThan(before);
    expect(introspections.at(-1)?.purpose).toBe(server.other.purpose);
    expect(introspections.at(-1)?.authorization).not.toBe(introspections[0]?.authorization);
    await runOperation(page);
    for (const text of server.other.answer) await expect.poll(() => answerShown(page)).toContain(text);
  });

  test("the open story offers to act as the one who tells it", async () => {
    const { page } = driven;
    await page.getByRole("button", { name: `Act as ${server.teller.persona}` }).click();
    expect(await page.getByLabel("Persona").inputValue()).toBe(server.teller.persona);
    expect(await page.getByLabel("Purpose").inputValue()).toBe(server.teller.purpose);
    await expect.poll(() => page.getByRole("button", { name: /^Act as/u }).count()).toBe(0);
    await expect.poll(() => answerShown(page)).toBe("");
  });

  test("every story has its tab, titled by its operation", async () => {
    const { page } = driven;
    const config = (await (await page.request.get(`${server.origin}/graphiql/config.json`)).json()) as {
      operations: { name: string }[];
    };
    expect(await page.getByRole("tab").allInnerTexts()).toEqual(config.operations.map(({ name }) => name));
  });

  test("the explorer writes a field into the query", async () => {
    const { page } = driven;
    await page.getByRole("button", { name: "Show GraphiQL Explorer" }).click();
    await page.locator(".graphiql-explorer-field-view").first().waitFor();
    await page.screenshot({ path: "reports/graphiql-explorer.png" });
    await page.getByRole("button", { name: "New tab" }).click();
    const field = page.locator(".graphiql-explorer-field-view").first();
    const name = (await field.innerText()).trim();
    expect(await queryShown(page)).not.toContain(name);
    await field.click();
    await expect.poll(() => queryShown(page)).toContain(name);
  });

  test("the editor's workers run: a field that the graph does not have is marked", async () => {
    const { page } = driven;
    await page.locator(".graphiql-query-editor .view-lines").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("query Wrong { noSuchField }");
    await page.locator(".graphiql-query-editor .squiggly-error").first().waitFor();
    const workers = page.workers().map((worker) => new URL(worker.url()).pathname);
    expect(workers).toContainEqual(expect.stringContaining("/graphql.worker-"));
    expect(workers).toContainEqual(expect.stringContaining("/json.worker-"));
  });

  test("the address can name the story to open", async () => {
    const config = (await (await driven.page.request.get(`${server.origin}/graphiql/config.json`)).json()) as {
      operations: { story: number; name: string; title: string }[];
    };
    const last = config.operations.at(-1);
    const { page, complaints } = await openGraphiql(browser, server.origin, `?story=${last?.story}`);
    await page.locator(".graphiql-tab-active", { hasText: last?.name ?? "" }).waitFor();
    await page.getByText(last?.title ?? "", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("nothing is asked of another host, nothing is complained of, no token or query is kept", async () => {
    expect(driven.strays).toEqual([]);
    expect(driven.complaints).toEqual([]);
    const kept = await keptByBrowser(driven.page);
    expect(kept).toContain("graphiql:visiblePlugin");
    for (const { authorization } of driven.introspections) {
      expect(kept).not.toContain(authorization.replace("Bearer ", ""));
    }
    expect(kept).not.toContain(server.operation);
  });
});
