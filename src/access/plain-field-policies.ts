import type { Caller } from "./caller.js";
import type { CallersView, FieldPolicyReader, KindPolicy } from "./field-policy.js";
import { SITUATIONS, type Situation } from "./reach.rule.js";
import type { Rendering, SensitiveLabel } from "./vocabulary.js";

/** The plain rule, read for people. */
export class PlainFieldPolicies implements FieldPolicyReader {
  describe({ kind }: SensitiveLabel): KindPolicy {
    const shown = SITUATIONS.filter(({ terms }) => (terms.rendering.get(kind) ?? "DENIED") !== "DENIED");
    const clear = SITUATIONS.filter(({ terms }) => terms.rendering.get(kind) === "CLEAR");
    return {
      purposes: [...new Set(shown.flatMap(({ purposes }) => purposes))],
      clearRoles: [...new Set(clear.flatMap(({ roles }) => roles))],
    };
  }

  viewOf(caller: Caller, { kind }: SensitiveLabel): CallersView {
    const own = SITUATIONS.filter((each) => isIn(each, caller)).map(({ terms }) => terms);
    const renderings = [...new Set(own.map(({ rendering }): Rendering => rendering.get(kind) ?? "DENIED"))];
    const hidden = own.find(({ rendering }) => rendering.get(kind) !== "CLEAR");
    return own.length === 0
      ? { renderings: ["DENIED"], reason: "ROLE_CLEARANCE" }
      : { renderings, reason: hidden === undefined ? null : (hidden.reasons.get(kind) ?? "ROLE_CLEARANCE") };
  }
}

function isIn({ roles, purposes }: Situation, caller: Caller): boolean {
  return purposes.includes(caller.purpose) && roles.some((role) => caller.roles.includes(role));
}
