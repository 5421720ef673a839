import type {
  Card,
  CardCustomer,
  CardCustomersResponse,
  CardSearchResponse,
  CardsResponse,
} from "../../../src/sources/card/wire.generated.js";

const platinum: Card = {
  card_id: "CC-701",
  customer_id: "C-77001",
  pan: "6225880000077019",
  product_name: "海港白金信用卡",
  level: "PLATINUM",
  status: "ACTIVE",
  currency: "CNY",
  limit_minor: 10000000,
  owed_minor: 2345000,
  available_minor: 7655000,
  statement_due_date: "2026-07-12",
  minimum_due_minor: 234500,
  opened_on: "2018-09-03",
  instalments: [{ description: "手机分期", remaining_minor: 300001, monthly_minor: 50000, remaining_periods: 6 }],
};

const yenCard: Card = {
  ...platinum,
  card_id: "CC-702",
  currency: "JPY",
  owed_minor: -1200,
  statement_due_date: null,
  minimum_due_minor: null,
  instalments: [],
};

const person: CardCustomer = {
  customer_id: "C-77001",
  name: "王建国",
  id_type: "RESIDENT_ID",
  id_no: "990101198504120012",
  birth_date: "1985-04-12",
  mobile: { number: "13900005678", verification: "VERIFIED_OTP", verified_at: "2026-05-20T14:05:00+08:00" },
  email: "wang@example.com",
  updated_at: "2026-05-21T09:00:00+08:00",
  cards: [platinum, yenCard],
};

const company: CardCustomer = {
  ...person,
  customer_id: "C-90001",
  name: "海港贸易有限公司",
  id_type: "USCC",
  id_no: "91990101MA00000018",
  birth_date: null,
  mobile: null,
  email: null,
  cards: [],
};

const as_of = "2026-06-30T10:00:00+08:00";

export const customersAnswer: CardCustomersResponse = { as_of, customers: [person, company], not_found: [] };
export const cardsAnswer: CardsResponse = { as_of, cards: [platinum, yenCard], not_found: [] };
export const searchAnswer: CardSearchResponse = {
  as_of,
  results: [
    { index: 1, customers: [person] },
    { index: 0, customers: [] },
  ],
};
