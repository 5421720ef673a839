import { mkdirSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.js";
import { answerShown, openGraphiql, openTab, runOperation, type DrivenPage } from "../support/graphiql-page.js";
import { openWorld, type World } from "../support/world.js";

let world: World;
let browser: Browser;
let driven: DrivenPage;

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

test("the steward picks a role and is shown what it would see; the former answer goes", async () => {
  const { page } = driven;
  await page.getByLabel("Persona").selectOption("ST1");
  await openTab(page, "Customer360");
  await runOperation(page);
  await expect.poll(() => answerShown(page), { timeout: 20_000 }).toContain('"STEWARDSHIP"');

  await page.getByLabel("View as").selectOption({ label: "Relationship manager, another's customer" });

  await expect.poll(() => answerShown(page), { timeout: 20_000 }).toBe("");
  await runOperation(page);
  await expect.poll(() => answerShown(page), { timeout: 20_000 }).toContain('"EXISTENCE_ONLY"');
  await page.screenshot({ path: "reports/graphiql-view-as.png" });
});

test("a customer is offered no other place", async () => {
  const { page } = driven;
  await page.getByLabel("Persona").selectOption("P1");

  expect(await page.getByLabel("View as").count()).toBe(0);
});
