import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceFault } from "../../../src/domain/source-fault.js";
import type { SourceName } from "../../../src/domain/source.js";
import { positionOf, type Holdings } from "../../../src/profile/position.js";
import { absent, creditCard, deposit, investment, known, listing, loan, unavailable } from "../../support/holdings.js";
import { reveal } from "../../support/reveal.js";

const SOURCES: readonly SourceName[] = ["core-banking", "loan", "card"];
const own = new Map(SOURCES.map((source) => [source, new Set(["me"])]));
const FAULT = new SourceFault("loan", "SOURCE_MALFORMED");

function position(parts: Partial<Holdings> = {}) {
  const nothing = {
    deposits: absent("core-banking"),
    investments: absent("core-banking"),
    loans: absent("loan"),
    cards: absent("card"),
  };
  const record = positionOf({ own, ...nothing, ...parts }, "CNY");
  const amounts = Object.entries(record).map(([name, value]) => {
    const shown = reveal(value) as { sealed?: { amount: string; currency: string } } | null;
    return [name, shown?.sealed === undefined ? value : `${shown.sealed.amount} ${shown.sealed.currency}`];
  });
  return Object.fromEntries(amounts) as Record<string, unknown>;
}

const deposits = (...parts: Parameters<typeof deposit>[0][]) => ({
  deposits: known("core-banking", listing(parts.map(deposit))),
});
const loans = (...parts: Parameters<typeof loan>[0][]) => ({ loans: known("loan", listing(parts.map(loan))) });
const cards = (...parts: Parameters<typeof creditCard>[0][]) => ({
  cards: known("card", listing(parts.map(creditCard))),
});

describe("a position", () => {
  it("adds up to the cent", () => {
    const all = {
      ...deposits({ balance: "182340.55" }, { balance: "300000.00" }),
      investments: known("core-banking", listing([investment({ balance: "500000.00" })])),
      ...loans({ balance: "1250000.00" }),
      ...cards({ balance: "23450.00", available: "76550.00" }),
    };
    expect(position(all)).toEqual({
      deposits: "482340.55 CNY",
      investments: "500000.00 CNY",
      aum: "982340.55 CNY",
      totalOwed: "1273450.00 CNY",
      availableCredit: "76550.00 CNY",
      netPosition: "-291109.45 CNY",
      productCount: 5,
      unconvertedHoldings: 0,
      complete: true,
      missingSources: [],
    });
  });

  it("of somebody who has nothing is zero, and complete", () => {
    expect(position()).toMatchObject({
      aum: "0.00 CNY",
      totalOwed: "0.00 CNY",
      netPosition: "0.00 CNY",
      complete: true,
    });
  });

  it("is exact for any amounts", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), { maxLength: 30 }), (fens) => {
        const text = (fen: bigint): string => {
          const digits = String(fen < 0n ? -fen : fen).padStart(3, "0");
          return `${fen < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        };
        const total = fens.reduce((sum, fen) => sum + fen, 0n);
        const { deposits: shown, netPosition } = position(deposits(...fens.map((fen) => ({ balance: text(fen) }))));
        expect([shown, netPosition]).toEqual([`${text(total)} CNY`, `${text(total)} CNY`]);
      }),
    );
  });
});

describe("what counts", () => {
  it("is what the customer holds himself: jointly held counts for the primary holder", () => {
    const shared = { balance: "100.00", holders: { me: "JOINT", other: "PRIMARY" } } as const;
    const mine = { balance: "1.00", holders: { me: "PRIMARY", other: "JOINT" } } as const;
    expect(position(deposits(shared, mine))).toMatchObject({ deposits: "1.00 CNY", productCount: 1 });
  });

  it("is not a supplementary card, nor a loan he only guarantees", () => {
    const parts = {
      ...cards({ balance: "5.00", holders: { me: "SUPPLEMENTARY_CARD" } }),
      ...loans({ balance: "7.00", holders: { me: "GUARANTOR" } }),
    };
    expect(position(parts)).toMatchObject({ totalOwed: "0.00 CNY", productCount: 0 });
  });

  it("is not a closed product", () => {
    const parts = {
      ...deposits({ balance: "5.00", status: "CLOSED" }),
      ...loans({ balance: "7.00", status: "SETTLED" }),
    };
    expect(position(parts)).toMatchObject({ aum: "0.00 CNY", totalOwed: "0.00 CNY", productCount: 0 });
  });

  it("is an issued guarantee as a product, not as a debt", () => {
    expect(position(loans({ kind: "GUARANTEE_ISSUED", balance: "900.00" }))).toMatchObject({
      totalOwed: "0.00 CNY",
      productCount: 1,
      complete: true,
    });
  });

  it("is somebody else's record of the same number at another system in no case", () => {
    const holders = [{ source: "loan", recordId: "me", role: "PRIMARY", sharePercent: null }] as const;
    const parts = { deposits: known("core-banking", listing([{ ...deposit({ balance: "1.00" }), holders }])) };
    expect(
      positionOf(
        {
          own: new Map([["core-banking", new Set(["me"])]]),
          investments: absent("core-banking"),
          loans: absent("loan"),
          cards: absent("card"),
          ...parts,
        },
        "CNY",
      ).productCount,
    ).toBe(0);
  });
});

describe("a position that is not whole says so", () => {
  it("when a source could not be asked", () => {
    expect(position({ ...deposits({ balance: "5.00" }), loans: unavailable("loan") })).toMatchObject({
      deposits: "5.00 CNY",
      totalOwed: "0.00 CNY",
      complete: false,
      missingSources: ["loan"],
    });
  });

  it("with no net position when nothing of what he has or owes is known", () => {
    const nothing = { deposits: unavailable("core-banking"), investments: unavailable("core-banking") };
    expect(position({ ...nothing, ...loans({ balance: "7.00" }) })).toMatchObject({
      aum: null,
      deposits: null,
      netPosition: null,
      totalOwed: "7.00 CNY",
      missingSources: ["core-banking"],
    });
  });

  it("when a record of it could not be read", () => {
    const parts = { loans: known("loan", listing([loan({ balance: "7.00" })], [FAULT])) };
    expect(position(parts)).toMatchObject({ totalOwed: "7.00 CNY", complete: false, missingSources: ["loan"] });
  });

  it.each([FAULT, null])("when an amount is %s", (balance) => {
    expect(position(loans({ balance }, { balance: "7.00" }))).toMatchObject({
      totalOwed: "7.00 CNY",
      productCount: 2,
      complete: false,
      missingSources: ["loan"],
    });
  });

  it("when a holding is in another currency", () => {
    expect(position(deposits({ balance: "100.00 USD" }, { balance: "5.00" }))).toMatchObject({
      deposits: "5.00 CNY",
      productCount: 2,
      unconvertedHoldings: 1,
      complete: false,
      missingSources: [],
    });
  });
});
