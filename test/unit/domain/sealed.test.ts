import { Console } from "node:console";
import { Writable } from "node:stream";
import { format, inspect } from "node:util";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { Sealed, seal } from "../../../src/domain/sealed.js";
import { unseal } from "../../../src/domain/unseal.js";

const SECRET = "990101198504120012";

/** What is written to a stream that the function is given. */
function written(write: (stream: Writable) => void): string {
  const chunks: string[] = [];
  write(
    new Writable({
      write: (chunk: Buffer, _, done) => {
        chunks.push(chunk.toString());
        done();
      },
    }),
  );
  return chunks.join("");
}

const sealed = seal(SECRET);
const record = { name: "x", number: sealed, list: [sealed], map: new Map([["number", sealed]]) };

describe("a sealed value", () => {
  it.each<[string, () => string]>([
    ["JSON", () => JSON.stringify(sealed)],
    ["JSON of a record around it", () => JSON.stringify(record)],
    ["a template string", () => `${String(sealed)}${sealed as unknown as string}`],
    ["adding to a text", () => "".concat(sealed as unknown as string)],
    ["joining", () => [sealed].join()],
    ["the inspector", () => inspect(sealed)],
    ["the inspector, everything shown", () => inspect(record, { showHidden: true, depth: 9, customInspect: true })],
    ["formatting", () => format("%s %o %O %j", sealed, sealed, sealed, sealed)],
    ["the console", () => written((stdout) => new Console({ stdout }).log(record, sealed))],
    ["the logger", () => written((stream) => pino({}, stream).info({ record, sealed }, "seen"))],
    ["the logger's message", () => written((stream) => pino({}, stream).info("seen %s %j", sealed, record))],
    [
      "the logger's error",
      () => written((stream) => pino({}, stream).error(Object.assign(new Error("e"), { record }))),
    ],
  ])("shows nothing in %s", (_, show) => {
    const shown = show();
    expect(shown).not.toContain(SECRET);
    expect(shown).toContain("[sealed]");
  });

  it("shows nothing to an inspector that ignores the value's own wishes, nor to one that lists properties", () => {
    expect(inspect(record, { customInspect: false, showHidden: true, depth: 9 })).not.toContain(SECRET);
    expect(Reflect.ownKeys(sealed)).toEqual([]);
    expect(JSON.stringify({ ...sealed })).toBe("{}");
  });

  it("does not survive cloning", () => {
    expect(inspect(structuredClone(sealed))).not.toContain(SECRET);
  });

  it("opens through the one door", () => {
    expect(unseal(sealed)).toBe(SECRET);
    expect(unseal(seal({ amount: "1.00", currency: "CNY" }))).toEqual({ amount: "1.00", currency: "CNY" });
  });

  it("stays closed when something is computed from it", () => {
    const computed = sealed.map((number) => number.slice(-4));
    expect(String(computed)).toBe("[sealed]");
    expect(unseal(computed)).toBe("0012");
    expect(unseal(Sealed.combine([seal(1), seal(2)], (parts) => parts.reduce((a, b) => a + b)))).toBe(3);
  });

  it("answers one question, and compares without opening", () => {
    expect(sealed.answers((number) => number.startsWith("99"))).toBe(true);
    expect(Sealed.same(seal("a"), seal("a"))).toBe(true);
    expect(Sealed.same(seal("a"), seal("b"))).toBe(false);
    expect(Sealed.same(seal("A"), seal("a"), (text) => text.toLowerCase())).toBe(true);
  });
});
