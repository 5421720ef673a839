import { AccessError } from "./access-error.js";
import { toViewedRole, type ViewedRole } from "./viewed-role.js";
import { CHANNELS, PURPOSES, type Channel, type DataClass, type Purpose } from "./vocabulary.js";

/** Who asks, in what capacity and why: read from a verified token, then never changed. */
export interface Caller {
  /** The token's subject, such as `staff:RM1` or `customer:10000001`. */
  readonly subject: string;
  /** The staff number, or null for a customer. */
  readonly staffId: string | null;
  /** The customer's number in the core, or null for staff. */
  readonly customerNumber: string | null;
  readonly roles: readonly string[];
  readonly orgUnit: string | null;
  readonly clearance: DataClass;
  readonly channel: Channel;
  readonly purpose: Purpose;
  /** The application that asks. */
  readonly clientId: string;
  /** In whose place he asks to look; null for himself. Never shows him more than he sees himself. */
  readonly viewAs: ViewedRole | null;
}

/** The claims that a caller's token must carry, beside the registered ones that the verifier has already checked. */
export interface CallerClaims {
  readonly sub?: unknown;
  readonly roles?: unknown;
  readonly org_unit?: unknown;
  readonly clearance?: unknown;
  readonly channel?: unknown;
  readonly purposes?: unknown;
  readonly azp?: unknown;
}

/**
 * Makes the caller out of verified claims and the purpose that he states for this request. Throws AccessError:
 * `TOKEN_INCOMPLETE` for a token that says too little, `PURPOSE_REQUIRED` and `PURPOSE_NOT_ALLOWED` for the purpose,
 * `VIEW_AS_INVALID` for a role in whose place nobody can look.
 */
export function toCaller(claims: CallerClaims, statedPurpose: string | undefined, viewAs?: string): Caller {
  const subject = text(claims.sub, "sub");
  const [family, number, ...more] = subject.split(":");
  if ((family !== "staff" && family !== "customer") || !number || more.length > 0) throw incomplete("sub");
  return Object.freeze({
    subject,
    staffId: family === "staff" ? number : null,
    customerNumber: family === "customer" ? number : null,
    roles: Object.freeze(texts(claims.roles, "roles")),
    orgUnit: typeof claims.org_unit === "string" ? claims.org_unit : null,
    clearance: claims.clearance === "C2" ? "C2" : "C1",
    channel: member(CHANNELS, claims.channel, "channel"),
    purpose: purposeOf(claims, statedPurpose, family),
    clientId: text(claims.azp, "azp"),
    viewAs: viewAs === undefined ? null : toViewedRole(viewAs),
  });
}

function purposeOf(claims: CallerClaims, stated: string | undefined, family: "staff" | "customer"): Purpose {
  const allowed = texts(claims.purposes, "purposes");
  const chosen = stated ?? (allowed.length === 1 ? allowed[0] : undefined);
  if (chosen === undefined) throw new AccessError("PURPOSE_REQUIRED");
  const isKnown = (PURPOSES as readonly string[]).includes(chosen);
  // A customer acts for himself alone, whatever a careless issuer may have put into his token.
  const fits = family === "staff" ? chosen !== "SELF_SERVICE" : chosen === "SELF_SERVICE";
  if (!isKnown || !fits || !allowed.includes(chosen)) throw new AccessError("PURPOSE_NOT_ALLOWED");
  return chosen as Purpose;
}

function member<T extends string>(values: readonly T[], claim: unknown, name: string): T {
  if (!values.includes(claim as T)) throw incomplete(name);
  return claim as T;
}

function texts(claim: unknown, name: string): string[] {
  if (!Array.isArray(claim) || !claim.every((each) => typeof each === "string")) throw incomplete(name);
  return claim;
}

function text(claim: unknown, name: string): string {
  if (typeof claim !== "string" || claim === "") throw incomplete(name);
  return claim;
}

function incomplete(claim: string): AccessError {
  return new AccessError("TOKEN_INCOMPLETE", `claim ${claim}`);
}
