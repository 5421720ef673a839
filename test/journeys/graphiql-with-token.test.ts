import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.js";
import { answerShown, keptByBrowser, openGraphiql, runOperation } from "../support/graphiql-page.js";
import { openWorld, type World } from "../support/world.js";

let world: World;
let browser: Browser;

// Long enough for Chromium to be installed first.
beforeAll(async () => {
  world = await openWorld({ graphiql: "token" });
  browser = await launchChromium();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

test("outside the sandbox a pasted token is used, kept in memory only, and forgotten on demand", async () => {
  const { page, introspections, complaints } = await openGraphiql(browser, world.url);
  const token = world.sandbox.tokenFor("T1");
  expect(await page.getByLabel("Persona").count()).toBe(0);
  expect(introspections).toEqual([]);
  await runOperation(page);
  await expect.poll(() => answerShown(page)).toContain("Give a token first");

  await page.getByLabel("Token").fill(token);
  await page.getByLabel("Purpose").fill("COUNTER_SERVICE");
  await page.getByRole("button", { name: "Use token" }).click();
  await expect
    .poll(() => introspections)
    .toContainEqual({ authorization: `Bearer ${token}`, purpose: "COUNTER_SERVICE" });
  await runOperation(page);
  await expect.poll(() => answerShown(page)).toContain("王**");
  expect(await keptByBrowser(page)).not.toContain(token);
  expect(complaints).toEqual([]);

  await page.getByRole("button", { name: "Forget token" }).click();
  await expect.poll(() => answerShown(page)).toBe("");
  await page.reload();
  await page.getByLabel("Token").waitFor();
  expect(await page.getByLabel("Token").inputValue()).toBe("");
});
