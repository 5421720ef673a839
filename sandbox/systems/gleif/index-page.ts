import type { Bank } from "../../bank/bank.js";
import { directParent, hasLei, toLeiRecord } from "./lei-record.js";
import { readRealRecord } from "./real-record.js";

const LARGEST_PAGE = 200;
const DEFAULT_PAGE = 15;

/** The records of the index: those of the sandbox's companies, and one of the real index. */
export class LeiIndex {
  readonly #real = readRealRecord();

  constructor(
    private readonly bank: Bank,
    private readonly baseUrl: string,
  ) {}

  byLei(lei: string): object | null {
    if (lei === this.#real.data.id) return this.#real.data;
    const company = this.bank.companyByLei("gleif", lei);
    return company && hasLei(company) ? toLeiRecord(company, directParent(company, this.bank), this.baseUrl) : null;
  }

  byRegisteredNumber(number: string): object | null {
    const company = this.bank.companyByUscc("gleif", number);
    return company && hasLei(company) ? toLeiRecord(company, directParent(company, this.bank), this.baseUrl) : null;
  }

  /** The whole answer as published, where there is one. */
  realAnswer(lei: string): object | null {
    return lei === this.#real.data.id ? this.#real : null;
  }

  /** The LEI of the parent that consolidates this entity; null where none is on record. */
  parentOf(lei: string): string | null {
    const company = this.bank.companyByLei("gleif", lei);
    return company ? (directParent(company, this.bank)?.lei ?? null) : null;
  }
}

export interface PageRequest {
  readonly size: number;
  readonly number: number;
}

/** Null when the page asked for is none. */
export function toPageRequest(size: string | undefined, number: string | undefined): PageRequest | null {
  const request = { size: Number(size ?? DEFAULT_PAGE), number: Number(number ?? 1) };
  const sound = [request.size, request.number].every((each) => Number.isInteger(each) && each >= 1);
  return sound && request.size <= LARGEST_PAGE ? request : null;
}

export function toPage(records: readonly object[], { size, number }: PageRequest, publishDate: string): object {
  const data = records.slice((number - 1) * size, number * size);
  const from = data.length === 0 ? null : (number - 1) * size + 1;
  return {
    meta: {
      goldenCopy: { publishDate },
      pagination: {
        currentPage: number,
        perPage: size,
        from,
        to: from === null ? null : from + data.length - 1,
        total: records.length,
        lastPage: Math.max(1, Math.ceil(records.length / size)),
      },
    },
    data,
  };
}
