import { createHash } from "node:crypto";
import { sameText } from "../../framework/secrets.js";

/** Tokens are good for five minutes either way. */
const TOLERANCE_SECONDS = 300;

/** Upper-case hexadecimal MD5 of key, Unix seconds and secret, as this provider signs. */
export function tokenFor(key: string, timespan: string, secret: string): string {
  return createHash("md5").update(`${key}${timespan}${secret}`).digest("hex").toUpperCase();
}

export interface Signed {
  readonly key: string | undefined;
  readonly token: string | undefined;
  readonly timespan: string | undefined;
}

export function isGenuine(signed: Signed, expected: { key: string; secret: string }, now: Date): boolean {
  const { key, token, timespan } = signed;
  if (key !== expected.key || token === undefined || timespan === undefined || !/^\d{1,12}$/.test(timespan))
    return false;
  if (Math.abs(now.getTime() / 1000 - Number(timespan)) > TOLERANCE_SECONDS) return false;
  return sameText(token, tokenFor(expected.key, timespan, expected.secret));
}
