import type { Caller } from "../caller.js";
import type { Purpose } from "../vocabulary.js";

export type GrantOperation =
  | "requestAccess"
  | "requestEmergencyAccess"
  | "decideAccess"
  | "reviewAccess"
  | "listAccess";

/** Whether somebody in this capacity may do such a thing at all; whose grant it is, is asked apart. */
export type GrantPermission = (caller: Caller, operation: GrantOperation) => boolean;

const RISK: readonly Purpose[] = ["CREDIT_APPROVAL", "POST_LOAN_REVIEW", "KYC_AML"];
const PORTFOLIO: readonly Purpose[] = ["RELATIONSHIP_MANAGEMENT", "CREDIT_APPROVAL", "POST_LOAN_REVIEW", "KYC_AML"];
const COUNTER: readonly Purpose[] = ["COUNTER_SERVICE"];
const AUDIT: readonly Purpose[] = ["AUDIT"];

/** Role by role, for which purposes. What is not here is refused. */
const PERMITTED: Readonly<Record<GrantOperation, Readonly<Record<string, readonly Purpose[]>>>> = {
  requestAccess: {
    RISK_OFFICER: RISK,
    RISK_APPROVER: RISK,
    RELATIONSHIP_MANAGER: PORTFOLIO,
    CORPORATE_RELATIONSHIP_MANAGER: PORTFOLIO,
    TELLER: COUNTER,
    HALL_OFFICER: COUNTER,
  },
  requestEmergencyAccess: { RISK_OFFICER: RISK, TELLER: COUNTER, HALL_OFFICER: COUNTER },
  decideAccess: { RISK_APPROVER: RISK },
  reviewAccess: { RISK_APPROVER: RISK, DATA_PROTECTION_OFFICER: AUDIT },
  listAccess: { RISK_APPROVER: RISK, DATA_PROTECTION_OFFICER: AUDIT, AUDITOR: AUDIT },
};

/** Which roles may ask, decide, review and see all, and for which purposes; never a customer. */
export const grantPermission: GrantPermission = ({ staffId, roles, purpose }, operation) =>
  staffId !== null &&
  roles.some((role) => Object.hasOwn(PERMITTED[operation], role) && PERMITTED[operation][role]?.includes(purpose));
