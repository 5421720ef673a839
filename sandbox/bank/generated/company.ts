import { fromCents } from "../amounts.js";
import { BANK_DATE, daysBefore } from "../dates.js";
import type { RegisteredCompany, Shareholding } from "../model.js";
import { companyName, industryOf } from "./company-name.js";
import { Draw } from "./draw.js";
import { address, personName } from "./names.js";
import type { Population } from "./population.js";

/** Companies stand twenty positions apart; one may own a share of the next, never the other way round: no loops here. */
const NEXT_COMPANY = 20;

/** The company at this position, as the registers know it. */
export function registeredCompany(population: Population, i: number): RegisteredCompany {
  const { numbering, seed } = population;
  const draw = new Draw(seed, i, "company");
  const digits = numbering.nameDigits(i);
  const legalRepresentative = personName(draw);
  const home = address(draw);
  return {
    uscc: numbering.uscc(i),
    lei: draw.chance(0.3) ? numbering.lei(i) : null,
    name: companyName(digits),
    registrationNumber: numbering.registrationNumber(i),
    legalRepresentative,
    registeredCapital: fromCents(draw.cents(100_000, 100_000_000)),
    currency: "CNY",
    establishedOn: daysBefore(BANK_DATE, draw.between(400, 9_000)),
    status: draw.chance(0.95) ? "存续" : "注销",
    address: home,
    industry: industryOf(digits),
    shareholders: shareholders(population, i, legalRepresentative, draw),
    differently: draw.chance(0.1) ? { qichacha: { address: `${home}（迁址中）` } } : {},
  };
}

function shareholders(population: Population, i: number, founder: string, draw: Draw): Shareholding[] {
  const parts = draw.between(1, 4);
  const parent = i >= NEXT_COMPANY && draw.chance(0.3) ? i - NEXT_COMPANY : null;
  const cuts = Array.from({ length: parts - 1 }, () => draw.between(1, 9_999)).toSorted((a, b) => a - b);
  return [...cuts, 10_000].map((end, n) => {
    const percent = fromCents(end - (cuts[n - 1] ?? 0));
    if (n === 0 && parent !== null) {
      const ownerName = companyName(population.numbering.nameDigits(parent));
      return { ownerName, ownerUscc: population.numbering.uscc(parent), ownerKind: "ORGANIZATION", percent };
    }
    return { ownerName: n === parts - 1 ? founder : personName(draw), ownerUscc: null, ownerKind: "PERSON", percent };
  });
}

/** The generated companies in which this one may hold a share. */
export function possibleSubsidiary(i: number): number {
  return i + NEXT_COMPANY;
}
