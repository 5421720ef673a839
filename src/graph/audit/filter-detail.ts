import type { AuditDetail } from "../../audit/event/audit-event.js";
import { spanDetail } from "./audit-question.js";
import type { AuditFilter } from "./audit-filter.input.js";

/** As long as a staff number may be; what is longer could be a customer's. */
const LONGEST_STAFF_NUMBER = 9;
const STAFF = new RegExp(`^(staff|system):[A-Za-z0-9.-]{1,${LONGEST_STAFF_NUMBER}}$`);
const PATH = /^[A-Za-z_.]{1,200}$/;

/** What was asked of the record, in words that carry nothing that an auditor may have typed of a customer. */
export function filterDetail(filter: AuditFilter): AuditDetail {
  const { actor, field, actions, decisions, classes, outcomes, purpose, outsidePortfolio } = filter;
  return {
    ...spanDetail(filter),
    ...(actor && { actor: STAFF.test(actor) ? actor : "another" }),
    ...(field && { field: PATH.test(field) ? field : "another" }),
    ...(actions && { actions: actions.join(" ") }),
    ...(decisions && { decisions: decisions.join(" ") }),
    ...(classes && { classes: classes.join(" ") }),
    ...(outcomes && { outcomes: outcomes.join(" ") }),
    ...(purpose && { purpose }),
    ...(typeof outsidePortfolio === "boolean" && { outsidePortfolio }),
  };
}
