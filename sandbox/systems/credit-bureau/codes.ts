import type { DocumentType } from "../../bank/model.js";

/** How the bureau writes document kinds. */
export const ID_TYPE: Readonly<Record<DocumentType, string>> = {
  RESIDENT_ID: "10",
  PASSPORT: "1",
  HKMO_PERMIT: "5",
  TAIWAN_PERMIT: "6",
  FOREIGN_PR: "8",
};

export function documentTypeOf(idType: string): DocumentType | null {
  for (const [type, code] of Object.entries(ID_TYPE)) if (code === idType) return type as DocumentType;
  return null;
}

/** 01 post-loan management, 02 loan approval, 03 card approval, 08 guarantee review, 17 the person's own enquiry. */
const REASONS: ReadonlySet<string> = new Set(["01", "02", "03", "08", "17"]);

export function isReason(code: string): boolean {
  return REASONS.has(code);
}
