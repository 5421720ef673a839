import { DESKS, type Purpose } from "../../sandbox/issuer/personas.js";
import { namedPersonas } from "../../sandbox/issuer/staff-directory.js";

/** Somebody who asks, for one purpose; what his token says. */
export interface Viewer {
  /** As the table names him. */
  readonly name: string;
  readonly purpose: Purpose;
  readonly subject: string;
  readonly roles: readonly string[];
  readonly orgUnit: string | null;
  readonly channel: string;
}

const customer = (name: string, number: string): Viewer => ({
  name,
  purpose: "SELF_SERVICE",
  subject: `customer:${number}`,
  roles: ["CUSTOMER"],
  orgUnit: null,
  channel: "MOBILE_BANK",
});

const stranger = (purpose: Purpose): Viewer => ({
  name: "an unknown role",
  purpose,
  subject: "staff:NOBODY",
  roles: ["JANITOR"],
  orgUnit: "B1",
  channel: "COUNTER",
});

/** Every persona of the sandbox with each of its purposes, and those whom no list of personas names. */
export function viewers(): readonly Viewer[] {
  const personas = namedPersonas().flatMap(({ id, subject, roles, orgUnit, channel, purposes }) =>
    purposes.map((purpose): Viewer => ({ name: id, purpose, subject, roles, orgUnit, channel })),
  );
  return [
    ...personas,
    customer("the mother", "10000005"),
    customer("the child", "10000004"),
    customer("the other holder", "10000006"),
    customer("another customer", "10000002"),
    customer("the company", "10000013"),
    stranger("RELATIONSHIP_MANAGEMENT"),
    stranger("ANALYTICS"),
    stranger("KYC_AML"),
  ];
}

/** Roles and purposes of the bank's desks that no viewer has: a new one must get somebody who looks. */
export function desksWithoutViewer(
  desks: Readonly<Record<string, { readonly purposes: readonly string[] }>> = DESKS,
  all: readonly Viewer[] = viewers(),
): readonly string[] {
  return Object.entries(desks).flatMap(([role, { purposes }]) =>
    purposes
      .filter((purpose) => !all.some((viewer) => viewer.roles.includes(role) && viewer.purpose === purpose))
      .map((purpose) => `${role} for ${purpose}`),
  );
}

export function nameOfViewer({ name, purpose }: Pick<Viewer, "name" | "purpose">): string {
  return `${name} for ${purpose}`;
}

/** Who finds out, under the policy that shows everything, which value belongs where. */
export const REFEREE: Viewer = {
  name: "the referee",
  purpose: "RELATIONSHIP_MANAGEMENT",
  subject: "staff:RM1",
  roles: ["RELATIONSHIP_MANAGER"],
  orgUnit: "B1",
  channel: "RM_WORKBENCH",
};

/** Who has asked for access, as the table says: a risk officer, about credit. */
export const REQUESTER: Viewer = {
  name: "RISK1",
  purpose: "CREDIT_APPROVAL",
  subject: "staff:RISK1",
  roles: ["RISK_OFFICER"],
  orgUnit: "HO",
  channel: "RM_WORKBENCH",
};
