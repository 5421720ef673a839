import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { RECORD_FORMAT } from "../../src/profile/cache/record-codec.js";

/** The form of the records that are kept, by number. A number stands for one form for ever. */
const FORMS: Readonly<Record<number, string>> = {
  1: "f204c4698ec676d8",
  2: "d0bb3e516d2aafc6",
};

/** The declarations of everything that a kept record is made of, without comments and blanks. */
function formOfRecords(): string {
  const files = globSync("src/domain/records/*.ts").toSorted();
  const hash = createHash("sha256");
  for (const file of [
    ...files,
    "src/domain/money.ts",
    "src/sources/card/wire-customer.ts",
    "src/sources/crm/wire.ts",
  ]) {
    const text = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, "");
    for (const [declaration] of text.matchAll(/^export (interface|type) [\s\S]*?(?:^\}|;$)/gmu)) {
      hash.update(declaration.replace(/\s+/gu, " "));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

it("records that are kept have the form that their number stands for: raise RECORD_FORMAT when they change", () => {
  expect({ [RECORD_FORMAT]: formOfRecords() }).toEqual({ [RECORD_FORMAT]: FORMS[RECORD_FORMAT] });
});
