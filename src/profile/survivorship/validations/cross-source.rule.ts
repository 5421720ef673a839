import { ATTRIBUTES } from "../../../domain/attribute.js";
import { Sealed } from "../../../domain/sealed.js";
import { normalOf } from "../normal-form.js";
import type { ValidationRule } from "../validation.js";

/**
 * Whether the sources agree. It costs no trust: who of them is wrong it cannot tell, and credibility has the share of those
 * that agree in it already.
 */
export const crossSourceRules: readonly ValidationRule[] = [
  {
    id: "SOURCES_AGREE",
    kind: "CROSS_SOURCE",
    of: ATTRIBUTES,
    reads: [],
    weighs: false,
    passes: (statement, { stated }) => {
      const others = stated(statement.attribute).filter(
        ({ source, subject }) => source !== statement.source && subject === statement.subject,
      );
      if (others.length === 0) return null;
      const normal = normalOf(statement);
      return others.every((other) => Sealed.same(normal, normalOf(other)));
    },
    message: { passed: "every other source says the same: pass", failed: "another source says otherwise: fail" },
  },
];
