/** The roles that policies can name, as the schema lists them. A token's other roles count for nothing. */
export const ROLES = [
  "TELLER",
  "HALL_OFFICER",
  "RELATIONSHIP_MANAGER",
  "CORPORATE_RELATIONSHIP_MANAGER",
  "CALL_CENTRE_AGENT",
  "DATA_STEWARD",
  "ANALYST",
  "RISK_OFFICER",
  "RISK_APPROVER",
  "DATA_PROTECTION_OFFICER",
  "AUDITOR",
] as const;
