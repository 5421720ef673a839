const list = { type: "array", items: { type: "object" } } as const;

/** What may be told of a customer over HTTP; unknown names are refused. */
export const customerChangeSchema = {
  type: "object",
  additionalProperties: false,
  minProperties: 1,
  properties: {
    birthDate: { type: ["string", "null"], pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
    confidentiality: { enum: ["NORMAL", "VIP", "STAFF"] },
    consents: list,
    coverage: {
      type: ["object", "null"],
      additionalProperties: false,
      required: ["primaryManager", "owningBranch", "team", "history"],
      properties: {
        primaryManager: { type: ["string", "null"] },
        owningBranch: { type: "string" },
        team: list,
        history: list,
      },
    },
    guardians: list,
    wards: list,
  },
} as const;

export const staffChangeSchema = {
  type: "object",
  additionalProperties: false,
  required: ["unitId"],
  properties: { unitId: { type: "string" } },
} as const;
