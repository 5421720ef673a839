import { describe, expect, it } from "vitest";
import { seal } from "../../../src/domain/sealed.js";
import { Contract } from "../../../src/platform/contract.js";
import { startDeadline, type Deadline } from "../../../src/platform/deadline.js";
import { CardClient } from "../../../src/sources/card/client.js";
import { sign } from "../../../src/sources/card/sign.js";
import { card } from "../../../src/sources/card/source.js";
import {
  answeringServer,
  testClock,
  upstreamAt,
  type CannedAnswer,
  type ReceivedRequest,
} from "../../support/answering-server.js";
import { cardsAnswer, customersAnswer, searchAnswer } from "../../support/upstream/card-answers.js";

const contract = Contract.read("schema/upstream/card.yaml");
const SECRET = "a secret";

async function asking<T>(
  answer: (request: ReceivedRequest) => CannedAnswer,
  call: (client: CardClient, deadline: Deadline) => Promise<T>,
): Promise<{ result: T; received: readonly ReceivedRequest[] }> {
  await using server = await answeringServer(answer, "/cms/v1");
  const upstream = upstreamAt(server, card);
  const deadline = startDeadline(5_000);
  try {
    const client = new CardClient(upstream, { key: "a-key", secret: SECRET }, contract, testClock);
    return { result: await call(client, deadline), received: server.received };
  } finally {
    deadline.release();
    await upstream.close();
  }
}

describe("the signature", () => {
  // Both made with `openssl dgst -sha256 -hmac`, from the contract's own words.
  it("is over a hash of the body", () => {
    const parts = {
      method: "post",
      target: "/cms/v1/customers/search",
      timestamp: "1782784800",
      nonce: "n-1",
      body: '{"identifiers":[{"type":"MOBILE","value":"13900005678"}]}',
    };
    expect(sign(parts, SECRET)).toBe("8e0260a2e3c92b3ff2d6f79c902fd9e311f6ec525db65162af3ee1e0c35b0450");
  });

  it("is over a hash of nothing when there is no body", () => {
    const target = "/cms/v1/customers?ids=C-77001,C%2C1";
    const parts = { method: "GET", target, timestamp: "1782784800", nonce: "n-2", body: "" };
    expect(sign(parts, SECRET)).toBe("0db6e4a0265185f7c6f3d3b7542740c81d5fb141611b2dfa6c118bba49f6104a");
  });
});

describe("the card client", () => {
  it("signs every request as it goes over the wire, each with a nonce of its own", async () => {
    const { received } = await asking(
      ({ method }) => ({ body: method === "POST" ? searchAnswer : customersAnswer }),
      async (client, deadline) => {
        await client.fetchCustomers(["C-77001", "C,1"], deadline);
        await client.searchParties([{ type: "MOBILE", value: seal("13900005678") }], deadline);
      },
    );
    expect(received.map(({ target }) => target)).toEqual([
      "/cms/v1/customers?ids=C-77001,C%2C1",
      "/cms/v1/customers/search",
    ]);
    for (const { method, target, headers, body } of received) {
      const timestamp = headers["x-card-timestamp"] as string;
      const nonce = headers["x-card-nonce"] as string;
      expect(headers["x-card-key"]).toBe("a-key");
      expect(timestamp).toBe("1782784800");
      expect(headers["x-card-signature"]).toBe(sign({ method, target, timestamp, nonce, body }, SECRET));
    }
    expect(new Set(received.map(({ headers }) => headers["x-card-nonce"])).size).toBe(2);
  });

  it("fetches customers with their cards", async () => {
    const { result } = await asking(
      () => ({ body: customersAnswer }),
      (client, deadline) => client.fetchCustomers(["C-77001", "C-90001"], deadline),
    );
    expect(result).toMatchObject({
      kind: "known",
      source: "card",
      asOf: testClock.now(),
      retrievedAt: testClock.now(),
    });
    expect(result.value.items.map(({ party, cards }) => [party.recordId, cards.items.length])).toEqual([
      ["C-77001", 2],
      ["C-90001", 0],
    ]);
  });

  it("fetches single cards", async () => {
    const { result, received } = await asking(
      () => ({ body: cardsAnswer }),
      (client, deadline) => client.fetchCards(["CC-701", "CC-702"], deadline),
    );
    expect(received[0]?.target).toBe("/cms/v1/cards?ids=CC-701,CC-702");
    expect(result.value.items.map((each) => each.recordId)).toEqual(["CC-701", "CC-702"]);
  });

  it("searches in the body, in the order of the questions, cards included", async () => {
    const { result, received } = await asking(
      () => ({ body: searchAnswer }),
      (client, deadline) =>
        client.searchCustomers(
          [
            { type: "CARD_PAN", value: seal("6225880000077019") },
            { type: "CARD_CUSTOMER", value: seal("C-77001") },
          ],
          deadline,
        ),
    );
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({
      identifiers: [
        { type: "CARD_PAN", value: "6225880000077019" },
        { type: "CARD_CUSTOMER", value: "C-77001" },
      ],
    });
    expect(result.value.map(({ items }) => items.map(({ cards }) => cards.items.length))).toEqual([[], [2]]);
  });

  it.each([
    [401, { error_code: "stale_timestamp", error_message: "", request_id: "1" }, "SOURCE_MISCONFIGURED"],
    [503, { error_code: "busy", error_message: "", request_id: "1" }, "SOURCE_UNAVAILABLE"],
    [200, { error_code: "busy", error_message: "", request_id: "1" }, "SOURCE_MALFORMED"],
    [200, { ...customersAnswer, as_of: "this morning" }, "SOURCE_MALFORMED"],
  ])("throws for %s with %j", async (status, body, code) => {
    const call = asking(
      () => ({ status, body }),
      (client, deadline) => client.fetchCustomers(["C-77001"], deadline),
    );
    await expect(call).rejects.toMatchObject({ name: "SourceFault", source: "card", code });
  });
});
