import type { GraphqlAnswer } from "./ask.js";

interface Shown {
  readonly amount: string | null;
  readonly display: string | null;
}

interface Fresh {
  readonly source: { readonly id: string };
  readonly asOf: string | null;
  readonly state: string;
}

interface Section {
  readonly totalCount: number | null;
  readonly sources: readonly Fresh[];
  readonly edges: readonly {
    readonly node: {
      readonly productName: string | null;
      readonly numberDisplay: string | null;
      readonly balance: Shown | null;
    };
  }[];
}

/** What the demo reads of story 3's answer. */
export interface DemoPage {
  readonly customer: {
    readonly customerNumber: string;
    readonly displayName: string | null;
    readonly status: string | null;
    readonly viewerAccess: { readonly basis: string };
    readonly position: Readonly<Record<TotalName, Shown | null>> & {
      readonly productCount: number | null;
      readonly complete: boolean;
    };
    readonly depositAccounts: Section | null;
    readonly investments: Section | null;
    readonly loans: Section | null;
    readonly creditCards: Section | null;
  } | null;
}

export const TOTALS = ["deposits", "investments", "aum", "totalOwed", "availableCredit", "netPosition"] as const;
export type TotalName = (typeof TOTALS)[number];

export const SECTIONS = ["depositAccounts", "investments", "loans", "creditCards"] as const;

const TITLE: Record<TotalName | (typeof SECTIONS)[number], string> = {
  deposits: "Deposits",
  investments: "Investments",
  aum: "Under management",
  totalOwed: "Owed",
  availableCredit: "Card credit left",
  netPosition: "Net",
  depositAccounts: "Deposit accounts",
  loans: "Loans",
  creditCards: "Credit cards",
};

/** The page as text for a terminal. */
export function printPage({ data, errors }: GraphqlAnswer<DemoPage>, tookMs: number): string {
  const customer = data?.customer;
  const lines = (errors ?? []).map(({ message, path }) => `  ! ${path?.join(".") ?? ""} ${message}`);
  if (!customer) return [...lines, "  (no customer)"].join("\n");
  const { displayName, customerNumber, status, viewerAccess, position } = customer;
  return [
    `  ${displayName ?? "?"}   customer ${customerNumber}   ${status ?? "?"}   seen as: ${viewerAccess.basis}   ${tookMs.toFixed(0)} ms`,
    "",
    ...TOTALS.map((name) => row(TITLE[name], position[name]?.display ?? "unknown")),
    row("Products", String(position.productCount ?? "unknown")),
    row("Complete", position.complete ? "yes" : "NO"),
    ...SECTIONS.flatMap((name) => sectionLines(TITLE[name], customer[name])),
    ...lines,
  ].join("\n");
}

function sectionLines(title: string, section: Section | null): string[] {
  if (section === null) return ["", `  ${title}: not shown`];
  const sources = section.sources.map(({ source, asOf, state }) => `${source.id}, ${state}, as of ${asOf ?? "?"}`);
  return [
    "",
    `  ${title} (${section.totalCount ?? "unknown"}) — ${sources.join("; ")}`,
    ...section.edges.map(({ node }) =>
      row(`  ${node.productName ?? "?"} ${node.numberDisplay ?? ""}`, node.balance?.display ?? "unknown"),
    ),
  ];
}

/** Two columns; a Han character is two columns wide. */
function row(left: string, right: string): string {
  const width = [...left].reduce((total, character) => total + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);
  return `  ${left}${" ".repeat(Math.max(1, 34 - width))}${right.padStart(16)}`;
}
