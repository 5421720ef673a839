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
  queryShown,
  runOperation,
} from "../support/graphiql-page.js";
import { openWorld, type World } from "../support/world.js";

/** The tabs, in the order of the stories. */
const TABS = [
  "CounterLookup",
  "ScreenPop",
  "Customer360",
  "Timeline",
  "MyView",
  "MyDay",
  "GroupExposure",
  "Ubo",
  "WhereFrom",
  "WhyOne",
  "ChurnWork",
  "Health",
  "AskUnmask",
  "WhoLooked",
  "OpenDsr",
  "Dsr",
  "Supervise",
];

describe("GraphiQL in a browser, on the real gateway", () => {
  let world: World;
  let browser: Browser;
  let driven: DrivenPage;

  // Long enough for Chromium to be installed first.
  beforeAll(async () => {
    world = await openWorld({ graphiql: "personas" });
    browser = await launchChromium();
    driven = await openGraphiql(browser, world.url);
    mkdirSync("reports", { recursive: true });
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  test("every story has its tab, titled by its operation", async () => {
    expect(await driven.page.getByRole("tab").allInnerTexts()).toEqual(TABS);
  });

  test("the relationship manager reads the 360 page: the name masked, the money in clear", async () => {
    const { page } = driven;
    await page.getByLabel("Persona").selectOption("RM1");
    await openTab(page, "Customer360");
    await page.getByRole("button", { name: "Act as RM1" }).click();
    expect(await page.getByLabel("Purpose").inputValue()).toBe("RELATIONSHIP_MANAGEMENT");
    await runOperation(page);
    for (const text of ['"王**"', '"982,340.55"', '"OWN_PORTFOLIO"']) {
      await expect.poll(() => answerShown(page)).toContain(text);
    }
    // The answer's colours follow its text; by then the dash of a band would have been boxed as a doubtful character.
    await page.waitForTimeout(1_000);
    expect(await page.locator(".result-window .unicode-highlight").count()).toBe(0);
    await page.screenshot({ path: "reports/graphiql.png" });
  });

  test("another persona asks for the schema anew, and nothing of the last one's answer stays", async () => {
    const { page, introspections } = driven;
    const before = introspections.length;
    await page.getByLabel("Persona").selectOption("RM2");
    await expect.poll(() => answerShown(page)).toBe("");
    await page.getByLabel("Purpose").selectOption("RELATIONSHIP_MANAGEMENT");
    await expect.poll(() => introspections.length).toBeGreaterThan(before);
    expect(introspections.at(-1)?.purpose).toBe("RELATIONSHIP_MANAGEMENT");
    expect(introspections.at(-1)?.authorization).not.toBe(introspections[before - 1]?.authorization);
    await runOperation(page);
    await expect.poll(() => answerShown(page)).toContain("ACCESS_DENIED");
    expect(await answerShown(page)).not.toContain("王");
  });

  test("the open story offers to act as the one who tells it", async () => {
    const { page } = driven;
    await page.getByRole("button", { name: "Act as RM1" }).click();
    expect(await page.getByLabel("Persona").inputValue()).toBe("RM1");
    expect(await page.getByLabel("Purpose").inputValue()).toBe("RELATIONSHIP_MANAGEMENT");
    await expect.poll(() => page.getByRole("button", { name: /^Act as/u }).count()).toBe(0);
    await expect.poll(() => answerShown(page)).toBe("");
  });

  test("the teller looks up who stands before her", async () => {
    const { page } = driven;
    await page.getByLabel("Persona").selectOption("T1");
    await openTab(page, "CounterLookup");
    await runOperation(page);
    for (const text of ['"王**"', '"CUSTOMER_PRESENT"', '"9****************2"']) {
      await expect.poll(() => answerShown(page)).toContain(text);
    }
    await page.screenshot({ path: "reports/graphiql-teller.png" });
  });

  test("the customer himself sees his own name and mobile, but not his document's number", async () => {
    const { page } = driven;
    await page.getByLabel("Persona").selectOption("P1");
    await openTab(page, "MyView");
    expect(await page.getByLabel("Purpose").inputValue()).toBe("SELF_SERVICE");
    await runOperation(page);
    for (const text of ['"王建国"', '"13900005678"', '"9****************2"']) {
      await expect.poll(() => answerShown(page)).toContain(text);
    }
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

  test("the editor's workers run: a field that the graph does not have is marked, and so are torn variables", async () => {
    const { page } = driven;
    await page.locator(".graphiql-query-editor .view-lines").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("query Wrong { noSuchField }");
    await page.locator(".graphiql-query-editor .squiggly-error").first().waitFor();
    await page.locator('section[aria-label="Variables"] .view-lines').click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText('{ "id": ');
    await page.locator('section[aria-label="Variables"] .squiggly-error').first().waitFor();
    const workers = page.workers().map((worker) => new URL(worker.url()).pathname);
    expect(workers).toContainEqual(expect.stringContaining("/graphql.worker-"));
    expect(workers).toContainEqual(expect.stringContaining("/json.worker-"));
  });

  test("the address can name the story to open, and who tells it is ready to ask", async () => {
    const { page, strays, complaints } = await openGraphiql(browser, world.url, "?story=3");
    await page.locator(".graphiql-tab-active", { hasText: "Customer360" }).waitFor();
    await page.getByText("Relationship manager's 360 page", { exact: true }).waitFor();
    expect(await page.getByLabel("Persona").inputValue()).toBe("RM1");
    await runOperation(page);
    await expect.poll(() => answerShown(page)).toContain('"982,340.55"');
    expect({ strays, complaints }).toEqual({ strays: [], complaints: [] });
    await page.context().close();
  });

  test("nothing is asked of another host, nothing is complained of, no token or query is kept", async () => {
    expect(driven.strays).toEqual([]);
    expect(driven.complaints).toEqual([]);
    const kept = await keptByBrowser(driven.page);
    expect(kept).toContain("graphiql:visiblePlugin");
    expect(driven.introspections.length).toBeGreaterThan(3);
    for (const { authorization } of driven.introspections) {
      expect(kept).not.toContain(authorization.replace("Bearer ", ""));
    }
    expect(kept).not.toContain("Customer360");
  });
});
