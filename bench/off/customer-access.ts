import type { Terms, Ruling } from "../../src/access/policy/terms.js";
import { SENSITIVE_KINDS } from "../../src/access/vocabulary.js";
import type { Subject, Verdict } from "../../src/profile/customer-access.js";

const EVERYTHING: Terms = {
  level: "STANDARD",
  basis: "SELF",
  reason: "ROLE_CLEARANCE",
  rendering: new Map(SENSITIVE_KINDS.map((kind) => [kind, "CLEAR"])),
  reasons: new Map(),
  requestable: new Set(),
  grantsHonoured: false,
  policies: ["everything"],
  version: "off",
};
const ALLOWED: Ruling = { allowed: true, policies: ["everything"], version: "off" };

/**
 * A gateway without policies: it asks the CRM as the real one does, so that both make the same calls, and then shows
 * everything to everybody.
 */
export class CustomerAccess {
  readonly mayViewAs = false;

  async decide(subject: Subject): Promise<Pick<Verdict, "terms" | "crm" | "ways" | "fault">> {
    return { terms: EVERYTHING, crm: await subject.inCrm(), ways: [], fault: null };
  }

  rule(): Ruling {
    return ALLOWED;
  }

  ruleOn(): Ruling {
    return ALLOWED;
  }
}
