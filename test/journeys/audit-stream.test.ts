import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { movableClock } from "../support/movable-clock.js";
import { openWorld, type Data, type World } from "../support/world.js";

const LISTEN = `subscription ($filter: AuditStreamFilter) { auditAppended(filter: $filter) { id actor action fields { path outcome } } }`;
const LOOK = `query Look($id: ID!) { customer(id: $id) { displayName } }`;

interface Message {
  readonly event: string;
  readonly id: string | null;
  readonly data: Data;
}

describe("the stream of what is put on record", () => {
  const clock = movableClock();
  const open: AbortController[] = [];
  let world: World;
  let wang: string;

  beforeAll(async () => {
    world = await openWorld({ clock });
    wang = await world.customerId("10000001", "RM1");
  });
  afterEach(() => open.splice(0).forEach((each) => each.abort()));
  afterAll(() => world.stop());

  /** Opens a stream, and gives its messages one by one. */
  async function listen(
    persona: string,
    purpose: string,
    more: { lastEventId?: string; filter?: object; query?: string } = {},
  ) {
    const gone = new AbortController();
    open.push(gone);
    const { lastEventId, filter, query = LISTEN } = more;
    const response = await fetch(`${world.url}/graphql/stream`, {
      method: "POST",
      signal: gone.signal,
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${world.sandbox.tokenFor(persona)}`,
        "x-purpose": purpose,
        ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
      },
      body: JSON.stringify({ query, variables: { filter: filter ?? null } }),
    });
    return { response, next: messagesOf(response), leave: () => gone.abort() };
  }

  it("brings every look as it happens, and what was missed to who comes again", async () => {
    const { next, leave } = await listen("AUD1", "AUDIT", { filter: { actions: ["READ"] } });
    await world.as("RM1").ask(LOOK, { id: wang });
    const first = await next();
    expect(first).toMatchObject({
      event: "next",
      data: {
        data: {
          auditAppended: {
            actor: "staff:RM1",
            action: "READ",
            fields: [{ path: "customer.displayName", outcome: "MASKED" }],
          },
        },
      },
    });
    leave();
    for (let look = 0; look < 3; look += 1) await world.as("RM1").ask(LOOK, { id: wang });
    const again = await listen("AUD1", "AUDIT", { filter: { actions: ["READ"] }, lastEventId: String(first?.id) });
    const missed = [await again.next(), await again.next(), await again.next()];
    const ids = missed.map((message) => message?.data.data.auditAppended.id);
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain(first?.data.data.auditAppended.id);
  });

  it("is itself on record, and refused to everybody else, which is on record too", async () => {
    const refused = await listen("RM1", "RELATIONSHIP_MANAGEMENT");
    expect((await refused.next())?.data.errors[0].extensions.code).toBe("ACCESS_DENIED");
    expect((await refused.next())?.event).toBe("complete");
    const { data } = await world.as("AUD1").ask(`{ auditEvents(filter: {
      actions: [READ_AUDIT], from: "2026-06-01T00:00:00Z", to: "2026-07-02T00:00:00Z" }, first: 1) {
      edges { node { actor decision errors detail { name value } } } } }`);
    expect(data.auditEvents.edges[0].node).toMatchObject({
      actor: "staff:RM1",
      decision: "DENIED",
      errors: ["ACCESS_DENIED"],
    });
    expect(data.auditEvents.edges[0].node.detail).toContainEqual({ name: "stream", value: "true" });
  });

  it.each([["a purpose that the token does not allow", "AUD1", "MARKETING", 403]])(
    "is not opened for %s",
    async (_, persona, purpose, status) => {
      expect((await listen(persona, purpose)).response.status).toBe(status);
    },
  );

  it.each([
    ["a forged cursor", { lastEventId: "1 or 1=1" }, "CURSOR_INVALID"],
    ["what is no subscription", { query: "{ viewer { roles } }" }, "INVALID_ARGUMENT"],
    ["what cannot be read", { query: "subscription {" }, "GRAPHQL_VALIDATION_FAILED"],
  ])("says what is wrong with %s", async (_, more, code) => {
    const { next } = await listen("AUD1", "AUDIT", more);
    expect((await next())?.data.errors[0].extensions.code).toBe(code);
    expect((await next())?.event).toBe("complete");
  });

  it("opens no more than a few for one caller", async () => {
    for (let each = 0; each < 5; each += 1) expect((await listen("DPO1", "AUDIT")).response.status).toBe(200);
    expect((await listen("DPO1", "AUDIT")).response.status).toBe(429);
  });

  it("ends when the token expires, though nothing happens", async () => {
    const { next } = await listen("AUD1", "AUDIT", { filter: { actions: ["MERGE"] } });
    clock.move(9 * 60);
    expect((await next())?.data.errors[0].extensions.code).toBe("TOKEN_EXPIRED");
    expect((await next())?.event).toBe("complete");
    clock.move(-9 * 60);
  });
});

/** Reads server-sent events; null at the end. */
function messagesOf(response: Response): () => Promise<Message | null> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return async () => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const block = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        const field = (name: string) =>
          block
            .find((line) => line.startsWith(`${name}:`))
            ?.slice(name.length + 1)
            .trim();
        const event = field("event");
        if (event === undefined) continue;
        const data = field("data") ?? "";
        return { event, id: field("id") ?? null, data: data === "" ? null : JSON.parse(data) };
      }
      const part = await reader?.read();
      if (part === undefined || part.done) return null;
      text += part.value;
    }
  };
}
