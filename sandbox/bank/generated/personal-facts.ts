import type { BankCustomer } from "../model.js";
import { Draw } from "./draw.js";
import { personName } from "./names.js";
import type { Population } from "./population.js";
import type { Traits } from "./traits.js";

export interface PersonalFacts extends Pick<
  BankCustomer,
  "status" | "occupation" | "annualIncome" | "riskAppetite" | "taxResidency" | "confidentiality" | "serviceScore"
> {
  /** A company's name is made elsewhere. */
  readonly personName: string | null;
}

/** What a generated customer is like beside his records; cheap, so that whole books can be read by it. */
export function personalFacts({ seed }: Population, i: number, traits: Traits): PersonalFacts {
  const draw = new Draw(seed, i, "person");
  const person = traits.kind === "PERSON";
  return {
    personName: person ? personName(draw) : null,
    status: statusOf(traits, draw),
    occupation: person && draw.chance(0.7) ? draw.pick(["教师", "工程师", "个体经营", "公务员", "护士", "退休"]) : null,
    annualIncome: person && draw.chance(0.6) ? `${draw.between(3, 90)}0000.00` : null,
    riskAppetite:
      person && draw.chance(0.5)
        ? draw.pick(["CONSERVATIVE", "STEADY", "BALANCED", "GROWTH", "AGGRESSIVE"] as const)
        : null,
    taxResidency: draw.chance(0.6) ? "CN" : null,
    confidentiality: draw.chance(0.98) ? "NORMAL" : draw.pick(["VIP", "STAFF"] as const),
    serviceScore: draw.chance(0.4) ? draw.between(20, 50) / 10 : null,
  };
}

function statusOf(traits: Traits, draw: Draw): BankCustomer["status"] {
  if (traits.prospect) return "PROSPECT";
  return draw.chance(0.93) ? "ACTIVE" : draw.pick(["DORMANT", "DORMANT", "CLOSED"] as const);
}
