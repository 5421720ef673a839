import { readFileSync } from "node:fs";
import type { SourceName } from "../../../src/domain/source.js";
import { Contract } from "../../../src/platform/contract.js";
import { WireRecord } from "../../../src/sources/wire-record.js";

const contracts = new Map<SourceName, Contract>();

export function contractNamed(name: SourceName): Contract {
  const contract = contracts.get(name) ?? Contract.read(`schema/upstream/${name}.yaml`);
  contracts.set(name, contract);
  return contract;
}

export function fixtureText(file: string): string {
  return readFileSync(`test/contract/fixtures/${file}`, "utf8");
}

export function fixture(file: string): Record<string, unknown> {
  return JSON.parse(fixtureText(file)) as Record<string, unknown>;
}

/** An answer as it is after the border: checked against the contract, and readable field by field. */
export function received<W extends object>(source: SourceName, schema: string, answer: object): WireRecord<W> {
  const { violations } = contractNamed(source).answer(schema)(answer);
  return new WireRecord<W>(source, answer as W, violations);
}

/** A copy in which the value at a path is another one; undefined takes it out. */
export function changed(answer: object, path: readonly (string | number)[], value: unknown): Record<string, unknown> {
  const copy = structuredClone(answer) as Record<string, unknown>;
  let parent: Record<string | number, unknown> = copy;
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>;
  const last = path.at(-1) ?? "";
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
