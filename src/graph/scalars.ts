import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { Disclosed } from "../access/disclosed.js";
import type { SensitiveKind } from "../access/vocabulary.js";
import { toInstant, toIsoText, type Instant } from "../domain/instant.js";

/** Passes what came through a decision, and nothing else: a raw value here is a programming error, not an answer. */
function sensitiveScalar(name: string, description: string, type: "string" | "number" = "string"): GraphQLScalarType {
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => {
      // It goes on as it is: the finished answer prints it, and what became of it is on record by then.
      if (value instanceof Disclosed && (value.printed === null || typeof value.printed === type)) return value;
      throw new GraphQLError("A sensitive field was answered without a decision.", {
        extensions: { code: "UNDISCLOSED_VALUE" },
      });
    },
    parseValue: refuseInput,
    parseLiteral: refuseInput,
  });
}

function refuseInput(): never {
  throw new GraphQLError("This scalar is for answers only.", { extensions: { code: "BAD_USER_INPUT" } });
}

export const PersonName = sensitiveScalar("PersonName", "A natural person's name, whole or masked as `王**`.");
export const DocumentNumber = sensitiveScalar("DocumentNumber", "An identity document's number, whole or masked.");
export const ContactValue = sensitiveScalar("ContactValue", "A telephone number or an address, whole or masked.");
export const BirthDate = sensitiveScalar("BirthDate", "`YYYY-MM-DD`, or `YYYY-**-**` where only the year is shown.");
export const AccountNumber = sensitiveScalar("AccountNumber", "An account's or card's number, whole or its last four.");
export const Amount = sensitiveScalar("Amount", "An exact decimal amount as text. Null where only its band is shown.");
export const SensitiveText = sensitiveScalar("SensitiveText", "Text that is shown under a decision.");
export const SensitiveInt = sensitiveScalar("SensitiveInt", "A count that is shown under a decision.", "number");

export const SensitiveFloat = sensitiveScalar("SensitiveFloat", "A figure that is shown under a decision.", "number");

const SCALAR_OF: Record<SensitiveKind, GraphQLScalarType> = {
  PERSON_NAME: PersonName,
  COMPANY_NAME: SensitiveText,
  DOCUMENT_NUMBER: DocumentNumber,
  CONTACT: ContactValue,
  MOBILE: ContactValue,
  PHONE: ContactValue,
  EMAIL: ContactValue,
  ADDRESS: ContactValue,
  BIRTH_DATE: BirthDate,
  AMOUNT: Amount,
  ACCOUNT_NUMBER: AccountNumber,
  CARD_NUMBER: AccountNumber,
  SCORE: SensitiveText,
  OTHER: SensitiveText,
};

const SENSITIVE = new Set([...Object.values(SCALAR_OF), SensitiveInt, SensitiveFloat].map(({ name }) => name));

/** By name: a subgraph's scalars are copies. */
export function isSensitiveScalar({ name }: { readonly name: string }): boolean {
  return SENSITIVE.has(name);
}

export function scalarOf(kind: SensitiveKind): GraphQLScalarType {
  return SCALAR_OF[kind];
}

/** With its time and its offset: a day alone, or a time of no zone, is a moment only by a guess. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function readMoment(value: unknown): Instant {
  try {
    if (typeof value === "string" && MOMENT.test(value)) return toInstant(value);
  } catch {
    // Told below, in the same words.
  }
  throw new GraphQLError("A moment is ISO 8601 text with an offset, such as 2026-06-30T02:00:00Z.", {
    extensions: { code: "BAD_USER_INPUT" },
  });
}

export const DateTime = new GraphQLScalarType<Instant, string>({
  name: "DateTime",
  description: "A moment as ISO 8601 text; in UTC where it is answered, with any offset where it is asked.",
  parseValue: readMoment,
  parseLiteral: (node) => readMoment(node.kind === Kind.STRING ? node.value : null),
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time.html",
  serialize: (value) => toIsoText(value as Instant),
});

export const CalendarDay = new GraphQLScalarType({
  name: "Date",
  description: "A calendar day as ISO 8601 text, `YYYY-MM-DD`.",
  serialize: String,
});

export const DecimalText = new GraphQLScalarType({
  name: "Decimal",
  description: "An exact decimal number as text, never a binary float.",
  serialize: String,
});

export const CurrencyCode = new GraphQLScalarType({
  name: "CurrencyCode",
  description: "ISO 4217.",
  serialize: String,
});
export const CountryCode = new GraphQLScalarType({
  name: "CountryCode",
  description: "ISO 3166-1 alpha-2.",
  serialize: String,
});
