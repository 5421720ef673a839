import type { FastifyError } from "fastify";

/** A parameter that a system refuses; the message names the parameter and never its value. */
export class BadParameter extends Error {
  override readonly name = "BadParameter";
}

const MAX_BATCH = 200;

type Query = Readonly<Record<string, unknown>>;

/** A request's query or body as a plain record; anything else is empty. */
export function asRecord(value: unknown): Query {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** `ids=a,b`: 1 to 200 ids, each once, or null when the parameter is missing. */
export function optionalIds(query: Query, name: string): string[] | null {
  const text = query[name];
  if (text === undefined) return null;
  const ids = typeof text === "string" ? text.split(",") : [];
  if (ids.length === 0 || ids.length > MAX_BATCH || ids.includes("")) {
    throw new BadParameter(`${name} takes 1 to ${MAX_BATCH} values`);
  }
  return [...new Set(ids)];
}

export function requiredIds(query: Query, name: string): string[] {
  const ids = optionalIds(query, name);
  if (!ids) throw new BadParameter(`${name} takes 1 to ${MAX_BATCH} values`);
  return ids;
}

export function wholeNumber(query: Query, name: string, preset: number, max: number): number {
  const text = query[name] ?? String(preset);
  const value = typeof text === "string" && /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > max) throw new BadParameter(`${name} takes 1 to ${max}`);
  return value;
}

/** Where a feed goes on: a whole number as it was given before, 0 when the parameter is missing. */
export function cursorIn(query: Query, name: string): number {
  const text = query[name] ?? "0";
  if (typeof text !== "string" || !/^\d{1,9}$/.test(text)) throw new BadParameter(`${name} is not one of this feed`);
  return Number(text);
}

export interface AskedIdentifier<T extends string> {
  readonly type: T;
  readonly value: string;
}

/** The identifiers of a search body, `[{ type, value }]`, 1 to 200 of the known types. */
export function identifiersIn<T extends string>(
  body: unknown,
  name: string,
  types: readonly T[],
): AskedIdentifier<T>[] {
  const list = asRecord(body)[name];
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_BATCH) {
    throw new BadParameter(`${name} takes 1 to ${MAX_BATCH} identifiers`);
  }
  return list.map((item) => {
    const { type, value } = asRecord(item);
    const known = types.find((candidate) => candidate === type);
    if (!known || typeof value !== "string" || value.length === 0 || value.length > 100) {
      throw new BadParameter(`${name} holds an identifier of an unknown type or without a value`);
    }
    return { type: known, value };
  });
}

/** Whether an error that reached the error handler is the caller's fault: ours, or the server's own 4xx (bad JSON …). */
export function callersFault(error: FastifyError | Error): boolean {
  if (error instanceof BadParameter) return true;
  return "statusCode" in error && typeof error.statusCode === "number" && error.statusCode < 500;
}

/** A message that is safe to send: our own text, or a general one for what the server refused. */
export function safeMessage(error: Error): string {
  return error instanceof BadParameter ? error.message : "the request cannot be read";
}
