import { BANK_DATE, daysBefore, instantOn } from "../dates.js";
import type { Consent, Coverage, Interaction, IsoInstant } from "../model.js";
import { Draw } from "./draw.js";
import type { Population } from "./population.js";

/** What the CRM holds of a generated customer beside his person: who serves him, what he agreed to, what was said. */
export function coverage(population: Population, i: number): Coverage {
  const draw = new Draw(population.seed, i, "coverage");
  const since = daysBefore(BANK_DATE, draw.between(30, 2_000));
  const member = { role: "RELATIONSHIP_MANAGER", department: "Retail" };
  return {
    primaryManager: population.managerOf(i),
    owningBranch: population.unitOf(i),
    team: [{ staffId: population.managerOf(i), ...member, validFrom: since, validTo: null }],
    history: draw.chance(0.2)
      ? [{ staffId: "RM2", ...member, validFrom: daysBefore(since, 900), validTo: daysBefore(since, 1) }]
      : [],
  };
}

export function consents(population: Population, i: number): Consent[] {
  const draw = new Draw(population.seed, i, "consents");
  const at = (days: number): string => instantOn(daysBefore(BANK_DATE, days), 36_000);
  return (["MARKETING", "CREDIT_APPROVAL"] as const).map((purpose) => {
    const withdrawn = draw.chance(0.15);
    const granted = draw.between(100, 1_500);
    const consentId = `CS-${population.numbering.crm(i)}-${purpose}`;
    return {
      consentId,
      purpose,
      scope: purpose === "MARKETING" ? ["SMS", "CALL_CENTRE"] : ["CREDIT_BUREAU"],
      state: withdrawn ? "WITHDRAWN" : "GRANTED",
      version: "2025.1",
      channel: "MOBILE_BANK",
      grantedAt: at(granted),
      withdrawnAt: withdrawn ? at(draw.between(1, 99)) : null,
      expiresAt: null,
      evidenceRef: `EV-${consentId}`,
    };
  });
}

const TITLES = [
  "账户咨询",
  "理财到期提醒",
  "信用卡额度咨询",
  "还款提醒",
  "手机银行登录问题",
  "网点排队时间投诉",
] as const;

/** Newest first. */
export function interactions(population: Population, i: number): Interaction[] {
  return [...eachInteraction(population, i)];
}

export function lastContactAt(population: Population, i: number): IsoInstant | null {
  return eachInteraction(population, i).next().value?.at ?? null;
}

function* eachInteraction(population: Population, i: number): Generator<Interaction, undefined> {
  const draw = new Draw(population.seed, i, "interactions");
  const count = draw.chance(0.4) ? 0 : draw.between(1, 12);
  let day = 0;
  for (let n = 0; n < count; n += 1) {
    day += draw.between(1, 90);
    const kind = draw.pick(["CONTACT", "CONTACT", "CONTACT", "SERVICE_CASE", "COMPLAINT"] as const);
    yield {
      interactionId: `IN-${population.numbering.crm(i)}-${count - n}`,
      kind,
      at: instantOn(daysBefore(BANK_DATE, day), draw.between(30_000, 64_000)),
      title: draw.pick(TITLES),
      channel: draw.pick(["CALL_CENTRE", "COUNTER", "MOBILE_BANK", "RM_WORKBENCH"]),
      initiator: draw.chance(0.6) ? "CUSTOMER" : "BANK",
      status: day > 30 ? "CLOSED" : draw.pick(["OPEN", "IN_PROGRESS", "CLOSED"] as const),
    };
  }
}
