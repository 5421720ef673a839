import { describe, expect, it } from "vitest";
import { seal } from "../../../src/domain/sealed.js";
import { Contract } from "../../../src/platform/contract.js";
import { startDeadline } from "../../../src/platform/deadline.js";
import { LoanClient } from "../../../src/sources/loan/client.js";
import { loan } from "../../../src/sources/loan/source.js";
import {
  answeringServer,
  upstreamAt,
  type CannedAnswer,
  type ReceivedRequest,
} from "../../support/answering-server.js";
import { reveal } from "../../support/reveal.js";
import { borrowersAnswer, loanError, loansAnswer, mortgage, queryAnswer } from "../../support/upstream/loan-answers.js";

const contract = Contract.read("schema/upstream/loan.yaml");

/** Runs one call of the client against a server that answers so. */
async function asking<T>(
  answer: (request: ReceivedRequest) => CannedAnswer,
  call: (client: LoanClient, deadline: ReturnType<typeof startDeadline>) => Promise<T>,
): Promise<{ result: T; received: readonly ReceivedRequest[] }> {
  await using server = await answeringServer(answer, "/credit/api");
  const upstream = upstreamAt(server, loan);
  const deadline = startDeadline(5_000);
  try {
    const result = await call(new LoanClient(upstream, { apiKey: "a-key" }, contract), deadline);
    return { result, received: server.received };
  } finally {
    deadline.release();
    await upstream.close();
  }
}

const LOAN_COUNT = 450;

/** Three pages of one batch, each loan numbered by its place. */
function page(request: ReceivedRequest) {
  const pageNo = Number(new URL(request.target, "http://bank").searchParams.get("pageNo"));
  const from = (pageNo - 1) * 200;
  const rows = Array.from({ length: Math.min(200, LOAN_COUNT - from) }, (_, index) => ({
    ...mortgage,
    loanNo: `LN-${from + index}`,
  }));
  return { pageNo, answer: { ...loansAnswer, page: { pageNo, pageSize: 200, total: LOAN_COUNT }, rows } };
}

describe("the loan client", () => {
  it("asks with its key and dates the answer to the end of the batch day", async () => {
    const { result, received } = await asking(
      () => ({ body: loansAnswer }),
      (client, deadline) => client.fetchLoans(["L-5501", "L,1"], deadline),
    );
    expect(received.map(({ target }) => target)).toEqual([
      "/credit/api/loans?borrowerIds=L-5501,L%2C1&pageSize=200&pageNo=1",
    ]);
    expect(received[0]?.headers["x-api-key"]).toBe("a-key");
    expect(result).toMatchObject({ kind: "known", source: "loan", asOf: Date.parse("2026-06-29T23:59:59+08:00") });
    expect(result.value.items.map((each) => each.recordId)).toEqual(["LN-5501-1", "LN-5501-2"]);
  });

  it("fetches the pages after the first, once each, and keeps their order", async () => {
    const { result, received } = await asking(
      (request) => ({ body: page(request).answer }),
      (client, deadline) => client.fetchLoans(["L-1"], deadline),
    );
    expect(received).toHaveLength(3);
    expect(result.value.gaps).toEqual([]);
    expect(result.value.items.map((each) => each.recordId)).toEqual(
      Array.from({ length: LOAN_COUNT }, (_, index) => `LN-${index}`),
    );
  });

  it.each([
    ["fails", { body: loanError("9001") }, { fault: "SOURCE_UNAVAILABLE", at: undefined }],
    [
      "is of another batch",
      { body: { ...loansAnswer, batchDate: "20260630" } },
      { fault: "SOURCE_MALFORMED", at: "batchDate" },
    ],
    ["is empty", { body: { ...loansAnswer, rows: [] } }, { fault: "SOURCE_MALFORMED", at: "page/total" }],
  ])("leaves a gap where a later page %s", async (_, second, gap) => {
    const { result } = await asking(
      (request) => (page(request).pageNo === 2 ? second : { body: page(request).answer }),
      (client, deadline) => client.fetchLoans(["L-1"], deadline),
    );
    expect(result.value.items).toHaveLength(250);
    expect(reveal(result.value.gaps)).toEqual([gap]);
  });

  it("does not follow a total that no batch can have", async () => {
    const { result, received } = await asking(
      () => ({ body: { ...loansAnswer, page: { pageNo: 1, pageSize: 200, total: 1e9 } } }),
      (client, deadline) => client.fetchLoans(["L-1"], deadline),
    );
    expect(received).toHaveLength(100);
    expect(reveal(result.value.gaps)).toEqual([{ fault: "SOURCE_MALFORMED", at: "page/total" }]);
  });

  it("says that the list may not be whole when the total cannot be read", async () => {
    const { result } = await asking(
      () => ({ body: { ...loansAnswer, page: { pageNo: 1, pageSize: 200, total: "2" } } }),
      (client, deadline) => client.fetchLoans(["L-1"], deadline),
    );
    expect(result.value.items).toHaveLength(2);
    expect(reveal(result.value.gaps)).toEqual([{ fault: "SOURCE_MALFORMED", at: "page/total" }]);
  });

  it("knows of no loans when the system knows none of the borrowers", async () => {
    const { result } = await asking(
      () => ({ body: loanError("2001") }),
      (client, deadline) => client.fetchLoans(["L-0"], deadline),
    );
    expect(result).toMatchObject({ kind: "known", value: { items: [], gaps: [] } });
  });

  it.each([
    [200, loanError("9001"), "SOURCE_UNAVAILABLE"],
    [200, loanError("9999"), "SOURCE_UNAVAILABLE"],
    [200, { ...loanError("9999"), code: "7777" }, "SOURCE_UNAVAILABLE"],
    [200, loanError("1001"), "SOURCE_MISCONFIGURED"],
    [401, loanError("1003"), "SOURCE_MISCONFIGURED"],
    [503, loanError("9001"), "SOURCE_UNAVAILABLE"],
    [200, { ...loansAnswer, code: 0 }, "SOURCE_MALFORMED"],
    [200, [], "SOURCE_MALFORMED"],
    [200, { ...loansAnswer, batchDate: "20261301" }, "SOURCE_MALFORMED"],
    [200, { ...loansAnswer, rows: "none" }, "SOURCE_MALFORMED"],
  ])("throws for %s with %j", async (status, body, code) => {
    const call = asking(
      () => ({ status, body }),
      (client, deadline) => client.fetchLoans(["L-1"], deadline),
    );
    await expect(call).rejects.toMatchObject({ name: "SourceFault", source: "loan", code });
  });

  it("keeps the system's own number of an error for the log", async () => {
    const call = asking(
      () => ({ body: loanError("9001") }),
      (client, deadline) => client.fetchBorrowers(["L-1"], deadline),
    );
    await expect(call).rejects.toMatchObject({ upstreamCode: "9001" });
  });

  it("fetches loans and borrowers by their numbers", async () => {
    const { result, received } = await asking(
      ({ target }) => ({ body: target.includes("/borrowers") ? borrowersAnswer : loansAnswer }),
      async (client, deadline) => ({
        loans: await client.fetchLoansByNumber(["LN-5501-1", "LN-5501-2"], deadline),
        borrowers: await client.fetchBorrowers(["L-5501", "L-9001"], deadline),
      }),
    );
    expect(received.map(({ target }) => target)).toEqual([
      "/credit/api/loans?loanNos=LN-5501-1,LN-5501-2&pageSize=200",
      "/credit/api/borrowers?ids=L-5501,L-9001",
    ]);
    expect(result.loans.value.items).toHaveLength(2);
    expect(result.borrowers.value.items.map((each) => each.recordId)).toEqual(["L-5501", "L-9001"]);
  });

  it("searches in the body, and lines the answers up with the questions", async () => {
    const { result, received } = await asking(
      () => ({ body: queryAnswer }),
      (client, deadline) =>
        client.searchParties(
          [
            { type: "LOAN_CUSTOMER", value: seal("L-5501") },
            { type: "MOBILE", value: seal("13900005678") },
            { type: "USCC", value: seal("91990101MA00000018") },
          ],
          deadline,
        ),
    );
    expect(received[0]?.target).toBe("/credit/api/borrowers/query");
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({
      idents: [
        { type: "BORROWER_ID", value: "L-5501" },
        { type: "MOBILE", value: "13900005678" },
        { type: "USCC", value: "91990101MA00000018" },
      ],
    });
    expect(result.value.map((listing) => listing.items.map((each) => each.recordId))).toEqual([["L-5501"], [], []]);
    expect(result.value.map((listing) => listing.gaps.length)).toEqual([0, 0, 1]);
  });
});
