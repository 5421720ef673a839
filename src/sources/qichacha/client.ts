import { createHash } from "node:crypto";
import type { Clock, Instant } from "../../domain/instant.js";
import type { Outcome } from "../../domain/outcome.js";
import type { RegistryRecord } from "../../domain/records/registry.js";
import type { AnswerCheck, Contract } from "../../platform/contract.js";
import type { Deadline } from "../../platform/deadline.js";
import type { HttpRequest } from "../../platform/http.js";
import { assertKeyTypes, type CompanyKey, type CompanyRegistry } from "../company-registry.js";
import { settled } from "../settled.js";
import type { Upstream } from "../upstream.js";
import { toRefusal } from "../upstream-call.js";
import type { WireRecord } from "../wire-record.js";
import type { RegisterEntry } from "./wire.generated.js";
import { NOTHING, toFaultCode, toRegistryRecord, toUpdateInstant } from "./wire.js";

export interface QichachaCredentials {
  readonly key: string;
  readonly secret: string;
}

/** The record wrapped as newer interfaces do it, or bare. */
interface Envelope {
  readonly Status: string;
  readonly Result?:
    | ({ readonly VerifyResult?: number; readonly Data?: RegisterEntry | null } & Partial<RegisterEntry>)
    | null;
}

type Shape = "wrapped" | "bare" | "nothing";

/** Calls of the Qichacha interface. One call brings a company with its shareholders; there are no batches. */
export class QichachaClient implements CompanyRegistry {
  readonly name = "qichacha";
  readonly keyTypes: CompanyRegistry["keyTypes"] = new Set(["USCC"]);
  readonly #checks: Record<Shape, AnswerCheck>;

  constructor(
    private readonly upstream: Upstream,
    private readonly credentials: QichachaCredentials,
    contract: Contract,
    private readonly clock: Clock,
  ) {
    this.#checks = {
      wrapped: contract.answer("RegisterAnswer"),
      bare: contract.answer("BareRegisterAnswer"),
      nothing: contract.answer("NothingFound"),
    };
  }

  async fetchCompanies(keys: readonly CompanyKey[], deadline: Deadline): Promise<readonly Outcome<RegistryRecord>[]> {
    assertKeyTypes(this, keys);
    return Promise.all(keys.map(({ value }) => settled(this.#fetchCompany(value, deadline))));
  }

  async #fetchCompany(searchKey: string, deadline: Deadline): Promise<Outcome<RegistryRecord>> {
    const { key } = this.credentials;
    const path = `/ECIInfoVerify/GetInfo?key=${encodeURIComponent(key)}&searchKey=${encodeURIComponent(searchKey)}`;
    let shape: Shape = "nothing";
    const { record, retrievedAt } = await this.upstream.ask<Envelope>(
      {
        operation: "register",
        request: { method: "GET", path, headers: {} },
        sign: this.#sign,
        check: (answer) => {
          shape = shapeOf(answer as Envelope);
          return this.#checks[shape](answer);
        },
        refusal: (_, { Status }) => toRefusal(toFaultCode(Status), Status),
      },
      deadline,
    );
    const entry = entryOf(record, shape);
    if (entry === null) return { kind: "absent", source: this.name, asOf: retrievedAt, retrievedAt };
    const asOf: Instant = toUpdateInstant(entry) ?? retrievedAt;
    return { kind: "known", source: this.name, value: toRegistryRecord(entry), asOf, retrievedAt };
  }

  readonly #sign = (request: HttpRequest): HttpRequest => {
    const timespan = String(Math.floor(this.clock.now() / 1000));
    return { ...request, headers: { timespan, token: signatureOf(this.credentials, timespan) } };
  };
}

/** Upper-case hexadecimal MD5 of key, Unix seconds and secret: the provider's choice, and no secret of ours depends on it. */
export function signatureOf({ key, secret }: QichachaCredentials, timespan: string): string {
  return createHash("md5").update(`${key}${timespan}${secret}`).digest("hex").toUpperCase();
}

function shapeOf({ Status, Result }: Envelope): Shape {
  if (Status === NOTHING || Result === null || Result === undefined || Result.VerifyResult === 0) return "nothing";
  return Result.VerifyResult === undefined && Result.KeyNo !== undefined ? "bare" : "wrapped";
}

function entryOf(record: WireRecord<Envelope>, shape: Shape): WireRecord<RegisterEntry> | null {
  if (shape === "nothing") return null;
  const result = record.inner("Result");
  return shape === "bare" ? (result as WireRecord<object> as WireRecord<RegisterEntry>) : result.inner("Data");
}
