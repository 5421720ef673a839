import { join } from "node:path";
import type { Clock } from "../domain/instant.js";
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
import { Upstream } from "../sources/upstream.js";

export interface OpenSources {
  readonly sources: Sources;
  close(): Promise<void>;
}

/** The register of sources, each with its contract compiled and its connections pooled. `contracts` is their folder. */
export function openSources(config: Config["sources"], contracts: string, clock: Clock, log: Log): OpenSources {
  const upstreams: Upstream[] = [];
  const open = (facts: SourceFacts) => {
    const { baseUrl, connections } = config[facts.name];
    const upstream = new Upstream(facts, { baseUrl, connections }, clock, log);
    upstreams.push(upstream);
    return [upstream, Contract.read(join(contracts, facts.contract))] as const;
  };
  const [core, coreContract] = open(coreBanking);
  const [loans, loanContract] = open(loan);
  const [cards, cardContract] = open(card);
  const [crmUpstream, crmContract] = open(crm);
  const [bureau, bureauContract] = open(creditBureau);
  const [tian, tianContract] = open(tianyancha);
  const [qi, qiContract] = open(qichacha);
  const [lei, leiContract] = open(gleif);
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
