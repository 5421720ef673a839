import type { Attribute } from "../../src/domain/attribute.js";
import type { SensitiveKind } from "../../src/access/vocabulary.js";
import { documentedMask } from "./documented-mask.js";
import type { Violation } from "./judge.js";
import type { Oracle } from "./oracle.js";
import type { Question } from "./questions.js";

/** Leaves whose kind is that of the attribute which they are of. */
export const FACT_LEAVES: readonly string[] = [
  "AttributeFact.survivingValue",
  "AttributeFact.display",
  "Statement.value",
  "Statement.display",
];

const DOCUMENT = `query Provenance($id: ID!) {
  customer(id: $id) {
    facts { ...Fact }
    quality {
      completeness { ...Figure } credibility { ...Figure } missing withheld missingSources
      conflicts { ...Fact }
      bySource { source { id } branch completeness timeliness lastUpdatedAt }
    }
  }
}
fragment Figure on Score { value band explanation { summary factors { name value weight contribution direction source } } }
fragment Fact on AttributeFact {
  attribute survivingValue display credibility inConflict missingSources
  maskedFields { field }
  explanation { summary factors { name value weight contribution direction source } }
  winning { ...Said } statements { ...Said }
  validations { rule kind passed message statementId }
  override { statementId applies }
}
fragment Said on Statement {
  id subject value display sourceRecordId observedAt collectedBy collectionChannel verification trust winning agrees lostBecause
  source { id } maskedFields { field }
}`;

/** Everything about where a customer's values come from. */
export const PROVENANCE: Question = {
  root: "customer",
  form: "plain",
  objectType: null,
  isEntityLookup: false,
  entersAgain: false,
  document: DOCUMENT,
  needed: [{ variable: "id", argument: "Query.customer(id:)", type: "ID!", objectType: null }],
  operations: [],
};

export interface Said {
  readonly value: string | null;
  readonly display: string | null;
  readonly sourceRecordId: string;
  readonly source: { readonly id: string };
  readonly maskedFields: readonly { readonly field: string }[];
}

export interface Fact {
  readonly attribute: Attribute;
  readonly survivingValue: string | null;
  readonly display: string | null;
  readonly maskedFields: readonly { readonly field: string }[];
  readonly statements: readonly Said[] | null;
}

/** The kind of each attribute, written a second time and on its own; null for what is nobody's secret. */
const KIND: Readonly<Record<Attribute, (isPerson: boolean) => SensitiveKind | null>> = {
  LEGAL_NAME: (isPerson) => (isPerson ? "PERSON_NAME" : "COMPANY_NAME"),
  BIRTH_DATE: () => "BIRTH_DATE",
  NATIONALITY: () => null,
  OCCUPATION: () => null,
  ANNUAL_INCOME: () => "AMOUNT",
  MOBILE: () => "MOBILE",
  EMAIL: () => "EMAIL",
  ADDRESS: () => "ADDRESS",
  RISK_APPETITE: () => "OTHER",
  TAX_RESIDENCY: () => "OTHER",
  IDENTITY_DOCUMENT: () => "DOCUMENT_NUMBER",
  UNIFIED_SOCIAL_CREDIT_CODE: () => null,
  LEI: () => null,
  REGISTERED_CAPITAL: () => null,
  REGISTRATION_STATUS: () => null,
  LEGAL_REPRESENTATIVE: () => "PERSON_NAME",
  INDUSTRY: () => null,
};

/** A check that looks at something else beside would tell of that: whoever is denied the one is not told of the other. */
const JUDGED_BY: Readonly<Partial<Record<Attribute, SensitiveKind>>> = {
  OCCUPATION: "BIRTH_DATE",
  BIRTH_DATE: "DOCUMENT_NUMBER",
};

/** What one viewer is told of one customer, statement by statement, against what there is to tell. */
export class FactJudge {
  readonly #violations: Violation[] = [];
  checks = 0;

  constructor(
    private readonly oracle: Oracle,
    private readonly number: string,
    private readonly isPerson: boolean,
  ) {}

  judge(facts: readonly Fact[] | null, reference: readonly Fact[]): readonly Violation[] {
    const isReached = this.oracle.standing(this.number, "id").level === "STANDARD";
    this.#check(isReached === (facts !== null), isReached ? "NOT_SHOWN" : "OUT_OF_REACH", "customer.facts");
    for (const known of facts === null ? [] : reference) {
      const fact = facts?.find(({ attribute }) => attribute === known.attribute);
      if (fact === undefined) this.#check(false, "NOT_SHOWN", known.attribute);
      else this.#fact(fact, known);
    }
    return this.#violations;
  }

  #fact(fact: Fact, known: Fact): void {
    const kind = KIND[fact.attribute](this.isPerson);
    const rendering = this.#rendering(kind);
    if (rendering === "DENIED" || fact.statements === null) {
      const isTold = fact.statements !== null || fact.survivingValue !== null || fact.display !== null;
      this.#check(!isTold, "CLEAR_VALUE", fact.attribute);
      const beside = JUDGED_BY[fact.attribute];
      const isBesideDenied = beside !== undefined && this.#rendering(beside) === "DENIED";
      this.#check(rendering === "DENIED" || isBesideDenied, "NOT_SHOWN", fact.attribute);
      return;
    }
    this.#pair(fact.survivingValue, fact.display, known.survivingValue, known.display, kind, fact.attribute);
    this.#names(fact, "survivingValue", known.survivingValue, kind);
    for (const said of known.statements ?? []) {
      const same = fact.statements.filter((each) => placeOf(each) === placeOf(said));
      // Of several of one record, none is told apart by what the viewer sees: one of them must be it.
      const shown = same.find(({ value, display }) => this.#agrees(value, display, said, kind));
      this.#check(shown !== undefined, "WRONG_MASK", `${fact.attribute} at ${said.source.id}`);
      if (shown !== undefined) this.#names(shown, "value", said.value, kind);
    }
    this.#check(fact.statements.length === known.statements?.length, "UNTRACEABLE", fact.attribute);
  }

  #pair(
    value: string | null,
    display: string | null,
    knownValue: string | null,
    knownDisplay: string | null,
    kind: SensitiveKind | null,
    where: string,
  ): void {
    const isRight = this.#agrees(value, display, { value: knownValue, display: knownDisplay }, kind);
    this.#check(isRight, "WRONG_MASK", where);
  }

  #agrees(
    value: string | null,
    display: string | null,
    known: Pick<Said, "value" | "display">,
    kind: SensitiveKind | null,
  ): boolean {
    if (known.value === null || kind === null) return value === known.value && display === known.display;
    const mask = documentedMask(kind, known.value);
    if (this.#rendering(kind) === "CLEAR")
      return value === known.value && display === (kind === "DOCUMENT_NUMBER" ? mask : known.display);
    return value === (kind === "AMOUNT" ? null : mask) && display === mask;
  }

  /** The object says of itself what is not in clear. */
  #names(
    { maskedFields }: Pick<Said, "maskedFields">,
    field: string,
    known: string | null,
    kind: SensitiveKind | null,
  ): void {
    const isMasked = kind !== null && known !== null && this.#rendering(kind) !== "CLEAR";
    const says = maskedFields.some((each) => each.field === field);
    this.#check(isMasked === says, "MASKED_FIELDS", field);
  }

  #rendering(kind: SensitiveKind | null) {
    return kind === null ? "CLEAR" : this.oracle.rendering(this.number, "id", kind, "Customer");
  }

  #check(holds: boolean, what: Violation["what"], where: string): void {
    this.checks += 1;
    if (!holds) this.#violations.push({ what, where });
  }
}

function placeOf({ source, sourceRecordId }: Said): string {
  return `${source.id} ${sourceRecordId}`;
}
