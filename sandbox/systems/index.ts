import type { SandboxSystem } from "../framework/system.js";
import { card } from "./card/system.js";
import { coreBanking } from "./core/system.js";
import { creditBureau } from "./credit-bureau/system.js";
import { crm } from "./crm/system.js";
import { gleif } from "./gleif/system.js";
import { loan } from "./loan/system.js";
import { qichacha } from "./qichacha/system.js";
import { tianyancha } from "./tianyancha/system.js";

/** The systems of which each region may have its own. */
export const DIVIDED: ReadonlySet<string> = new Set([coreBanking.name, loan.name]);

/** The register: every system of the bank, each started on its own port. */
export const systems: readonly SandboxSystem[] = [
  coreBanking,
  loan,
  card,
  crm,
  creditBureau,
  tianyancha,
  qichacha,
  gleif,
];
