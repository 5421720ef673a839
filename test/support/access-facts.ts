import { fileURLToPath } from "node:url";
import type { AccessFacts, CallerFacts, CustomerFacts, Relation } from "../../src/access/policy/access-facts.js";
import { PolicyEngine } from "../../src/access/policy/policy-engine.js";
import { readPolicies } from "../../src/access/policy/policy-folder.js";
import type { PolicyTexts } from "../../src/access/policy/policy-set.js";
import type { Purpose } from "../../src/access/vocabulary.js";

/** The policies that come with the product. */
export const BUILT_IN = fileURLToPath(new URL("../../src/access/policies", import.meta.url));

export function builtInTexts(): PolicyTexts {
  return readPolicies(BUILT_IN, BUILT_IN);
}

/** The built-in policies with some texts more, or in the place of others. */
export function textsWith(files: Readonly<Record<string, string>>): PolicyTexts {
  const { schema, files: builtIn } = builtInTexts();
  return { schema, files: new Map([...builtIn, ...Object.entries(files)]) };
}

/** These texts alone, under the product's schema. */
export function textsOf(files: Readonly<Record<string, string>>): PolicyTexts {
  return { schema: builtInTexts().schema, files: new Map(Object.entries(files)) };
}

export function builtInEngine(): PolicyEngine {
  return new PolicyEngine(builtInTexts());
}

export function staffCaller(purpose: Purpose, roles: readonly string[] = []): CallerFacts {
  return {
    subject: "staff:SOMEBODY",
    family: "staff",
    roles,
    clearance: "C2",
    channel: "RM_WORKBENCH",
    purpose,
    unit: "B1",
    unitAncestors: ["HO"],
  };
}

export const ONLINE: CallerFacts = {
  subject: "customer:10000001",
  family: "customer",
  roles: ["CUSTOMER"],
  clearance: "C2",
  channel: "MOBILE_BANK",
  purpose: "SELF_SERVICE",
  unit: null,
  unitAncestors: [],
};

/** A question about an ordinary grown-up customer, unless told otherwise. */
export function factsOf(
  caller: CallerFacts,
  relations: readonly Relation[] = [],
  customer: Partial<CustomerFacts> = {},
  others: Partial<Pick<AccessFacts, "relationsKnown" | "businessHours" | "granted">> = {},
): AccessFacts {
  return {
    caller,
    customer: { confidentiality: "NORMAL", isMinor: false, consent: new Set(), ...customer },
    relations: new Set(relations),
    relationsKnown: true,
    businessHours: true,
    granted: [],
    ...others,
  };
}
