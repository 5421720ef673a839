import { join } from "node:path";
import { dayIn, type Clock } from "../domain/instant.js";
import type { SourceFacts } from "../domain/source.js";
import type { Config } from "../platform/config-schema.js";
import { Contract } from "../platform/contract.js";
import type { Log } from "../platform/log.js";
import { SourceRegister } from "../profile/source-register.js";
import type { Sources } from "../profile/sources.js";
import { CardClient } from "../sources/card/client.js";
import { card } from "../sources/card/source.js";
import { CoreBankingClient } from "../sources/core-banking/client.js";
import { coreBanking } from "../sources/core-banking/source.js";
import { CreditBureauClient } from "../sources/credit-bureau/client.js";
import { creditBureau } from "../sources/credit-bureau/source.js";
import { CrmClient } from "../sources/crm/client.js";
import { crm } from "../sources/crm/source.js";
import { GleifClient } from "../sources/gleif/client.js";
import { gleif } from "../sources/gleif/source.js";
import { LoanClient } from "../sources/loan/client.js";
import { loan } from "../sources/loan/source.js";
import { QichachaClient } from "../sources/qichacha/client.js";
import { qichacha } from "../sources/qichacha/source.js";
import { TianyanchaClient } from "../sources/tianyancha/client.js";
import { tianyancha } from "../sources/tianyancha/source.js";
import { Division } from "../sources/division.js";
import { Upstream } from "../sources/upstream.js";
import { resilienceOf } from "./resilience-options.js";

export interface OpenSources {
  readonly sources: Sources;
  close(): Promise<void>;
}

/** The register of sources, each with its contract compiled and its connections pooled. `contracts` is their folder. */
export function openSources(settings: Config, contracts: string, clock: Clock, log: Log): OpenSources {
  const config = settings.sources;
  const upstreams: Upstream[] = [];
  const today = () => dayIn(settings.bank.timeZone, clock.now());
  const openAt = (facts: SourceFacts, baseUrl: string, part: string | null): Upstream => {
    const options = { ...resilienceOf(settings, facts.name), baseUrl, part, today };
    const upstream = new Upstream(facts, options, clock, log);
    upstreams.push(upstream);
    return upstream;
  };
  const contractOf = (facts: SourceFacts) => Contract.read(join(contracts, facts.contract));
  const open = (facts: SourceFacts, { baseUrl }: { readonly baseUrl: string }) =>
    [openAt(facts, baseUrl, null), contractOf(facts)] as const;
  const openParts = (facts: SourceFacts, { baseUrl, parts = [] }: Config["sources"]["core-banking" | "loan"]) => {
    const division =
      baseUrl === undefined
        ? new Division(
            parts.map(({ name, baseUrl: at, keyPrefixes }) => ({ at: openAt(facts, at, name), keyPrefixes })),
          )
        : Division.whole(openAt(facts, baseUrl, null));
    return [division, contractOf(facts)] as const;
  };
  const [core, coreContract] = openParts(coreBanking, config["core-banking"]);
  const [loans, loanContract] = openParts(loan, config.loan);
  const [cards, cardContract] = open(card, config.card);
  const [crmUpstream, crmContract] = open(crm, config.crm);
  const [bureau, bureauContract] = open(creditBureau, config["credit-bureau"]);
  const [tian, tianContract] = open(tianyancha, config.tianyancha);
  const [qi, qiContract] = open(qichacha, config.qichacha);
  const [lei, leiContract] = open(gleif, config.gleif);
  const sources: Sources = {
    core: new CoreBankingClient(core, config["core-banking"], coreContract, clock),
    loan: new LoanClient(loans, config.loan, loanContract),
    card: new CardClient(cards, config.card, cardContract, clock),
    crm: new CrmClient(crmUpstream, config.crm.serviceToken, crmContract),
    bureau: new CreditBureauClient(bureau, config["credit-bureau"], bureauContract),
    registries: [
      new TianyanchaClient(tian, config.tianyancha, tianContract),
      new QichachaClient(qi, config.qichacha, qiContract, clock),
      new GleifClient(lei, leiContract),
    ],
    register: new SourceRegister(upstreams, clock),
  };
  return {
    sources,
    close: async () => {
      await Promise.all(upstreams.map((upstream) => upstream.close()));
    },
  };
}
