import type { SourceName } from "../../src/domain/source.js";
import type { Contract, ContractCheck } from "../../src/platform/contract.js";
import { WireRecord } from "../../src/sources/wire-record.js";

/** Takes an answer over the border as a client does: checked against its contract, then read field by field. */
export function crossBorder<W extends object>(
  source: SourceName,
  contract: Contract,
  schemaName: string,
  answer: W,
): ContractCheck & { readonly record: WireRecord<W> } {
  const check = contract.answer(schemaName)(answer);
  return { ...check, record: new WireRecord(source, answer, check.violations) };
}

/** A copy of an answer with one place changed, such as `rows/0/balance`. `undefined` takes the place away. As over the wire, records share no parts. */
export function spoil<T extends object>(answer: T, at: string, value: unknown): T {
  const copy = JSON.parse(JSON.stringify(answer)) as T;
  const steps = at.split("/");
  const last = steps.pop() ?? "";
  let place = copy as Record<string, unknown>;
  for (const step of steps) place = place[step] as Record<string, unknown>;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}
