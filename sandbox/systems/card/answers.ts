import { toCents } from "../../bank/amounts.js";
import type { BankCustomer, Card } from "../../bank/model.js";

/** Amounts in the minor unit, names in snake_case: the card system's words. */
export function toCard(card: Card) {
  return {
    card_id: card.cardId,
    customer_id: card.cardCustomerId,
    pan: card.pan,
    product_name: card.productName,
    level: card.level,
    status: card.status,
    currency: card.currency,
    limit_minor: toCents(card.limit),
    owed_minor: toCents(card.owed),
    available_minor: toCents(card.available),
    statement_due_date: card.statementDueDate,
    minimum_due_minor: card.minimumDue === null ? null : toCents(card.minimumDue),
    opened_on: card.openedOn,
    instalments: card.instalments.map((plan) => ({
      description: plan.description,
      remaining_minor: toCents(plan.remaining),
      monthly_minor: toCents(plan.monthly),
      remaining_periods: plan.remainingPeriods,
    })),
  };
}

/** Null for someone without a card. A company is known by its code. */
export function toCardCustomer(customer: BankCustomer) {
  const { card, company } = customer;
  if (!card) return null;
  const document = card.documents[0];
  const mobile = card.contacts.find((contact) => contact.kind === "MOBILE");
  const verified = mobile?.verification.startsWith("VERIFIED") ?? false;
  return {
    customer_id: card.recordId,
    name: card.name,
    id_type: document?.type ?? "USCC",
    id_no: document?.number ?? company?.uscc ?? "",
    birth_date: customer.birthDate,
    mobile: mobile
      ? {
          number: mobile.value,
          verification: mobile.verification,
          verified_at: verified ? mobile.observedAt : null,
        }
      : null,
    email: card.contacts.find((contact) => contact.kind === "EMAIL")?.value ?? null,
    updated_at: card.observedAt,
    cards: customer.cards.map(toCard),
  };
}
