import { toCaller, type Caller, type CallerClaims } from "../../src/access/caller.js";
import type { Purpose } from "../../src/access/vocabulary.js";

const CLAIMS: CallerClaims = { roles: [], clearance: "C2", channel: "COUNTER", azp: "a-client" };

export function staff(id: string, purpose: Purpose): Caller {
  return toCaller({ ...CLAIMS, sub: `staff:${id}`, purposes: [purpose] }, undefined);
}

export function customer(number: string): Caller {
  return toCaller(
    { ...CLAIMS, sub: `customer:${number}`, channel: "MOBILE_BANK", purposes: ["SELF_SERVICE"] },
    undefined,
  );
}
