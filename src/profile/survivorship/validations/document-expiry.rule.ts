import { SourceFault } from "../../../domain/source-fault.js";
import type { ValidationRule } from "../validation.js";

export const documentExpiryRules: readonly ValidationRule[] = [
  {
    id: "DOCUMENT_NOT_EXPIRED",
    kind: "LOGIC",
    of: ["IDENTITY_DOCUMENT"],
    reads: [],
    weighs: true,
    passes: ({ validTo }, { today }) => (validTo === null || validTo instanceof SourceFault ? null : validTo >= today),
    message: { passed: "not expired: pass", failed: "expired: fail" },
  },
];
