import type { Browser, Page } from "playwright-core";

/** GraphiQL in a browser, driven as a user does, with a record of what it asked for and complained of. */
export interface DrivenPage {
  readonly page: Page;
  /** Addresses asked for outside the page's origin; each was refused. */
  readonly strays: readonly string[];
  /** Errors and warnings on the browser's console, uncaught errors, requests that failed. */
  readonly complaints: readonly string[];
  /** The tokens and purposes under which the schema was asked for, in order. */
  readonly introspections: readonly { readonly authorization: string; readonly purpose: string }[];
}

/** Opens the page and waits until its editors stand. */
export async function openGraphiql(browser: Browser, origin: string, search = ""): Promise<DrivenPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 3600 }, colorScheme: "light" });
  const page = await context.newPage();
  const strays: string[] = [];
  const complaints: string[] = [];
  const introspections: { authorization: string; purpose: string }[] = [];
  await context.route(
    (url) => url.origin !== origin,
    async (route) => {
      strays.push(route.request().url());
      await route.abort();
    },
  );
  context.on("request", (request) => {
    if (!(request.postData() ?? "").includes("IntrospectionQuery")) return;
    const { authorization = "", "x-purpose": purpose = "" } = request.headers();
    introspections.push({ authorization, purpose });
  });
  context.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`);
  });
  await page.goto(`${origin}/graphiql/${search}`);
  await page.locator(".graphiql-query-editor .view-lines").first().waitFor();
  return { page, strays, complaints, introspections };
}

export async function openTab(page: Page, operation: string): Promise<void> {
  await page.getByRole("tab", { name: operation, exact: true }).click();
  await page.locator(".graphiql-query-editor .view-lines", { hasText: operation }).waitFor();
}

/** Presses the execute button of a tab that holds one operation. */
export async function runOperation(page: Page): Promise<void> {
  await page.locator("button.graphiql-execute-button").click();
}

/** The first screenful of the answer, as it is drawn; empty when there is none. */
export function answerShown(page: Page): Promise<string> {
  return textShown(page, ".result-window");
}

/** The first screenful of the open tab's query, as it is drawn. */
export function queryShown(page: Page): Promise<string> {
  return textShown(page, ".graphiql-query-editor");
}

async function textShown(page: Page, place: string): Promise<string> {
  const text = await page.locator(`${place} .view-lines`).first().innerText();
  return text.replaceAll("\u00A0", " ").trim();
}

/** Everything that the browser would still hold after the page is closed. */
export async function keptByBrowser(page: Page): Promise<string> {
  const state = await page.context().storageState({ indexedDB: true });
  const session = await page.evaluate(() => JSON.stringify(Object.entries(globalThis.sessionStorage ?? {})));
  return JSON.stringify(state) + session;
}
