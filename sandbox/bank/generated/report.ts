import { fromCents } from "../amounts.js";
import { BANK_DATE, daysBefore, instantOn } from "../dates.js";
import type { BureauReport, Document } from "../model.js";
import { Draw } from "./draw.js";

/** The report the bureau stored on a generated person; three in ten have none. */
export function bureauReport(seed: number, i: number, name: string, document: Document): BureauReport | null {
  const draw = new Draw(seed, i, "bureau");
  if (draw.chance(0.3)) return null;
  const day = daysBefore(BANK_DATE, draw.between(1, 400));
  return {
    reportNumber: `${day.replaceAll("-", "")}${String(i).padStart(14, "0")}`,
    reportedAt: instantOn(day, draw.between(0, 86_399)),
    subjectName: name,
    documentType: document.type,
    documentNumber: document.number,
    reason: "02",
    score: draw.chance(0.1) ? null : draw.between(300, 950),
    accounts: Array.from({ length: draw.between(0, 8) }, (_, n) => {
      const amount = draw.cents(5_000, 2_000_000);
      const closed = draw.chance(0.3);
      const balance = closed ? 0 : Math.floor(amount * draw.next());
      return {
        accountId: `PD${i}-${n + 1}`,
        type: draw.pick(["D1", "R1", "R2", "R4"] as const),
        openedOn: daysBefore(day, draw.between(30, 4_000)),
        closed,
        amount: fromCents(amount),
        balance: fromCents(balance),
        overdueNow: fromCents(draw.chance(0.05) ? Math.floor(balance / 20) : 0),
      };
    }),
    enquiries: Array.from({ length: draw.between(0, 6) }, (_, n) => ({
      on: daysBefore(day, n * 20 + draw.between(1, 19)),
      institution: draw.pick(["海港银行", "东海银行", "甬江消费金融"]),
      reason: draw.pick(["02", "03", "08"]),
    })),
  };
}
