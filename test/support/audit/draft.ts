import { hash } from "node:crypto";
import type { AuditedSubject, DraftEvent } from "../../../src/audit/event/audit-event.js";

const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

/** A customer id of the right form, another for each number. */
export function customerId(number: number): string {
  const digest = hash("sha256", `customer ${number}`, "buffer");
  return [...digest.subarray(0, 26)].map((byte) => DIGITS[byte & 31]).join("");
}

export function subject(number: number, changes: Partial<AuditedSubject> = {}): AuditedSubject {
  return {
    customerId: customerId(number),
    basis: "OWN_PORTFOLIO",
    level: "STANDARD",
    outsidePortfolio: false,
    watched: false,
    policies: ["reach/own-portfolio"],
    fields: [
      { path: "customer.person.name", class: "C2", outcome: "MASKED" },
      { path: "customer.person.documents.number", class: "C2", outcome: "MASKED" },
      { path: "customer.deposits.balance", class: "C2", outcome: "CLEAR" },
      { path: "customer.tier", class: "C1", outcome: "CLEAR" },
    ],
    ...changes,
  };
}

/** A look at one customer, as a relationship manager takes it many times a day. */
export function draft(changes: Partial<DraftEvent> = {}): DraftEvent {
  return {
    actor: {
      subject: "staff:RM1",
      role: "RELATIONSHIP_MANAGER",
      roles: ["RELATIONSHIP_MANAGER"],
      orgUnit: "B1",
      actingFor: null,
    },
    channel: "RM_WORKBENCH",
    clientId: "rm-workbench",
    purpose: "RELATIONSHIP_MANAGEMENT",
    action: "READ",
    decision: "ALLOWED",
    operationName: "Customer360",
    operationHash: hash("sha256", "query Customer360", "hex"),
    subjects: [subject(1)],
    policyVersion: "2026-11-24",
    grantId: null,
    sources: [{ source: "core-banking", state: "FRESH", ageSeconds: 12 }],
    durationMs: 48,
    resultCount: 1,
    errors: [],
    detail: {},
    ...changes,
  };
}
