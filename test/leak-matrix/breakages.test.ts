import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Decision } from "../../src/access/decision.js";
import { SENSITIVE_KINDS } from "../../src/access/vocabulary.js";
import type { Log } from "../../src/platform/log.js";
import { BUILT_IN } from "../support/access-facts.js";
import type { Breakage } from "./breakages.js";
import { changed } from "./changed.js";
import { Collector } from "./collector.js";
import type { Violation } from "./judge.js";
import { openLeakWorld, type LeakWorld } from "./leak-world.js";
import { Matrix } from "./matrix.js";
import { leakOperations } from "./operations.js";
import { ownersOf } from "./owners.js";
import { questionsOf } from "./questions.js";
import { printedSchema } from "./schema.js";
import { signalsOf } from "./signals.js";
import { expectNone, tell } from "./suite.js";
import { readTable } from "./table.js";
import { viewers, type Viewer } from "./viewers.js";
import { wrongOperations } from "./wrong-operations.js";

/** What is broken at the moment, and what the broken parts pass to one another. */
const broken = vi.hoisted(() => ({ by: "nothing" as Breakage, log: undefined as Log | undefined, value: "" }));

vi.mock(import("../../src/access/masks/mobile.mask.js"), async (original) => {
  const { mobileMask } = await original();
  return {
    mobileMask: (setting) => {
      const mask = mobileMask(setting);
      return (value) => {
        if (broken.by === "a mask is removed") return value;
        return broken.by === "a mask shows one character more"
          ? `${value.slice(0, 4)}***${value.slice(-4)}`
          : mask(value);
      };
    },
  };
});

vi.mock(import("../../src/access/relations.js"), async (original) => {
  const actual = await original();
  return {
    ...actual,
    relationsByGround: (ground) =>
      broken.by === "the counterparty is opened whole" && ground === "COUNTERPARTY"
        ? ["PRIMARY_MANAGER"]
        : actual.relationsByGround(ground),
  };
});

vi.mock(import("../../src/graph/customer/to-person.js"), async (original) => {
  const { toPerson } = await original();
  const { Decision: Made } = await import("../../src/access/decision.js");
  const everything = ({ customerId, terms }: Decision): Decision =>
    new Made(customerId, { ...terms, rendering: new Map(SENSITIVE_KINDS.map((kind) => [kind, "CLEAR"])) });
  return {
    toPerson: (party, decision, today) =>
      toPerson(
        party,
        broken.by === "a resolver shows a value under another decision" ? everything(decision) : decision,
        today,
      ),
  };
});

vi.mock(import("../../src/profile/contact-points.js"), async (original) => {
  const actual = await original();
  const { unseal } = await import("../../src/domain/unseal.js");
  return {
    ...actual,
    contactPointsOf: (parties, facts) => {
      const found = actual.contactPointsOf(parties, facts);
      const mobile = found.find(({ kind }) => kind === "MOBILE");
      broken.value = mobile === undefined ? "" : unseal(mobile.value);
      if (broken.by === "a log line carries a value") broken.log?.info({ called: broken.value }, "contact points read");
      // oxlint-disable-next-line no-console -- the breakage is just this
      if (broken.by === "the console carries a value") console.log("contact points", broken.value);
      return found;
    },
  };
});

vi.mock(import("../../src/graph/customer/contact-point.type.js"), async (original) => {
  const actual = await original();
  const { unseal } = await import("../../src/domain/unseal.js");
  const { Disclosed } = await import("../../src/access/disclosed.js");
  const { CallerMistake } = await import("../../src/graph/caller-mistake.js");
  return {
    ...actual,
    toContactPoint: (record, decision) => {
      const contact = actual.toContactPoint(record, decision);
      const open = unseal(record.value);
      if (broken.by === "an error carries a customer's value")
        throw new CallerMistake("INVALID_ARGUMENT", `${open} cannot be shown.`);
      if (broken.by === "a resolver passes a value off as a system's key") contact.value = Disclosed.systemKey(open);
      if (broken.by === "a resolver returns a raw value") contact.value = open as never;
      if (broken.by === "a value is masked without being said to be" && record.kind === "MOBILE")
        contact.value = Disclosed.systemKey(`${open.slice(0, 3)}****${open.slice(-4)}`);
      return contact;
    },
  };
});

vi.mock(import("../../src/graph/disclose.js"), async (original) => {
  const { disclose } = await original();
  return {
    disclose: (type, record, decision) => {
      const view = disclose(type, record, decision);
      return broken.by === "maskedFields is forgotten" ? Object.assign(view, { maskedFields: [] }) : view;
    },
  };
});

vi.mock(import("../../src/graph/engine/answer-trail.js"), async (original) => {
  const { finishAnswer } = await original();
  return {
    finishAnswer: (...given) => {
      const trail = finishAnswer(...given);
      return broken.by === "the extension is forgotten" ? { ...trail, masked: [] } : trail;
    },
  };
});

vi.mock(import("../../src/graph/engine/format-error.js"), async (original) => {
  const { errorFormatter } = await original();
  return {
    errorFormatter: (report) => {
      const format = errorFormatter(report);
      return (formatted, error) => {
        const told = format(formatted, error);
        return broken.by === "an error carries the caller's variables" ? { ...told, message: formatted.message } : told;
      };
    },
  };
});

vi.mock(import("../../src/graph/shared/connection.js"), async (original) => {
  const actual = await original();
  const { unseal } = await import("../../src/domain/unseal.js");
  const { Sealed } = await import("../../src/domain/sealed.js");
  const numberOf = (item: unknown): string => {
    const { number } = item as { readonly number?: unknown };
    return number instanceof Sealed ? String(unseal(number)) : "";
  };
  return {
    ...actual,
    pageOf: (items, args, cursors, keyOf, toNode) => {
      if (broken.by === "a cursor holds a value") {
        const page = actual.pageOf(items, args, cursors, keyOf, toNode);
        const readable = (index: number) => Buffer.from(numberOf(items[index])).toString("base64url");
        return { ...page, edges: page.edges.map((edge, index) => ({ ...edge, cursor: readable(index) as never })) };
      }
      const ordered =
        broken.by === "a list is ordered by a masked value"
          ? [...items].sort((a, b) => numberOf(a).charCodeAt(4) - numberOf(b).charCodeAt(4))
          : items;
      return actual.pageOf(ordered, args, cursors, keyOf, toNode);
    },
  };
});

vi.mock(import("../../src/graph/arrangement/to-arrangement.js"), async (original) => {
  const actual = await original();
  const { unseal } = await import("../../src/domain/unseal.js");
  return {
    ...actual,
    countOf: (outcome, count) => {
      const [first] = outcome.kind === "known" ? outcome.value.items : [];
      const { number } = (first ?? {}) as { readonly number?: never };
      return broken.by === "a count tells of a masked value" && number !== undefined
        ? Number(String(unseal(number)).charAt(4))
        : actual.countOf(outcome, count);
    },
  };
});

vi.mock(import("../../src/graph/arrangement/holdings.js"), async (original) => {
  const { holdingsPage } = await original();
  const { unseal } = await import("../../src/domain/unseal.js");
  return {
    holdingsPage: (profile, outcome, shape, args, context) => {
      const [first] = outcome.kind === "known" ? outcome.value.items : [];
      const number = first?.number === undefined ? "" : String(unseal(first.number as never));
      if (broken.by === "a source is asked because of a masked value" && number.charAt(4) === broken.value)
        return context.session.sources.loansByNumber
          .load("LN-5502-1")
          .then(() => holdingsPage(profile, outcome, shape, args, context)) as never;
      return holdingsPage(profile, outcome, shape, args, context);
    },
  };
});

vi.mock(import("../../src/server/graphql-route.js"), async (original) => {
  const { graphqlRoute } = await original();
  return {
    graphqlRoute: (app, parts) => {
      broken.log = parts.log;
      app.addHook("onSend", (_, reply, payload, done) => {
        if (broken.by === "a header carries a value") void reply.header("x-called", broken.value);
        done(null, payload);
      });
      graphqlRoute(app, parts);
    },
  };
});

const WANG = "10000001";
const schema = printedSchema();
const table = readTable();
const operations = leakOperations(schema).filter(
  ({ form, responsePath }) =>
    form === "plain" && (responsePath[0] === "customer" || responsePath[0] === "customersByIdentifier"),
);
const questions = questionsOf(schema, operations);
const direct = questions.filter(({ entersAgain, root }) => !entersAgain && root === "customer");
const named = (name: string): Viewer => {
  const found = viewers().find((viewer) => viewer.name === name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
};
const caught: string[] = [];

function expectCaught(name: string, found: readonly Violation[], by: Violation["what"]): void {
  expect(found.map(({ what }) => what)).toContain(by);
  caught.push(`${name} (${by})`);
}

afterEach(() => {
  broken.by = "nothing";
});
afterAll(() => tell(`leak matrix, test of the test: ${caught.length} breakages caught: ${caught.join("; ")}`));

describe("The matrix catches", () => {
  let world: LeakWorld;
  let matrix: Matrix;

  /** A small matrix: a manager, the customer himself, and the call centre. */
  async function look(): Promise<readonly Violation[]> {
    const found: Violation[] = [];
    for (const viewer of ["RM1", "P1", "CC1"].map(named)) found.push(...(await matrix.look(viewer, WANG, questions)));
    found.push(...(await matrix.elsewhere()));
    return found;
  }

  beforeAll(async () => {
    world = await openLeakWorld();
    matrix = new Matrix(world, table, schema);
    // Nothing is broken yet: nothing is found, and the reference is known from here on.
    expectNone(await look());
  }, 120_000);
  afterAll(() => world.stop());

  it.each<[Breakage, Violation["what"]]>([
    ["a mask is removed", "CLEAR_VALUE"],
    ["a mask shows one character more", "WRONG_MASK"],
    ["a resolver shows a value under another decision", "CLEAR_VALUE"],
    ["a resolver passes a value off as a system's key", "BYTES"],
    ["a resolver passes a value off as a system's key", "EXTENSION"],
    ["a resolver returns a raw value", "ERROR"],
    ["maskedFields is forgotten", "MASKED_FIELDS"],
    ["the extension is forgotten", "EXTENSION"],
    ["a value is masked without being said to be", "EXTENSION"],
    ["an error carries a customer's value", "BYTES"],
    ["a log line carries a value", "BYTES"],
    ["the console carries a value", "BYTES"],
    ["a header carries a value", "BYTES"],
    ["a cursor holds a value", "BYTES"],
    ["the counterparty is opened whole", "OUT_OF_REACH"],
  ])("%s: %s", { timeout: 120_000 }, async (breakage, by) => {
    broken.by = breakage;
    expectCaught(breakage, await look(), by);
  });

  it("an error that carries the caller's variables", { timeout: 60_000 }, async () => {
    const secret = world.canaries.find(({ kind }) => kind === "MOBILE");
    const collector = new Collector(world.canaries);
    const repeated = async (): Promise<readonly Violation[]> => {
      const found: Violation[] = [];
      for (const sent of wrongOperations(secret?.marker ?? "")) {
        const { bytes } = await world.ask("whole", named("RM1"), sent);
        found.push(
          ...collector
            .sightingsIn("answer", bytes)
            .map(({ canary }): Violation => ({ what: "BYTES", where: canary.kind })),
        );
      }
      return found;
    };
    expectNone(await repeated());
    broken.by = "an error carries the caller's variables";
    expectCaught(broken.by, await repeated(), "BYTES");
  });
});

describe("Under other policies the matrix catches", () => {
  it.each<[string, string, Violation["what"]]>([
    [
      "a policy is widened",
      `@id("wider") @title("Managers see mobile numbers.") permit (principal in Role::"RELATIONSHIP_MANAGER", action == Action::"clear MOBILE", resource);`,
      "CLEAR_VALUE",
    ],
    [
      "a policy lets the telephone into the accounts",
      `@id("deeper") @title("Sections on the telephone.") permit (principal, action == Action::"sections", resource) when { context.purpose == Purpose::"CALL_SERVICE" };`,
      "OUT_OF_REACH",
    ],
    ["everything is denied", `@id("closed") @title("Closed.") forbid (principal, action, resource);`, "NOT_SHOWN"],
  ])("%s", { timeout: 120_000 }, async (name, text, by) => {
    const folder = mkdtempSync(join(tmpdir(), "wider-policies-"));
    cpSync(BUILT_IN, folder, { recursive: true });
    writeFileSync(join(folder, "wider.cedar"), text);
    const world = await openLeakWorld({ policies: folder });
    try {
      const matrix = new Matrix(world, table, schema);
      const small = questions.filter(({ entersAgain }) => !entersAgain);
      const found = [
        ...(await matrix.look(named("RM1"), WANG, small)),
        ...(await matrix.look(named("CC1"), WANG, small)),
      ];
      expectCaught(name, found, by);
    } finally {
      await world.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("A pair of banks catches", () => {
  let first: LeakWorld;
  let second: LeakWorld;

  beforeAll(async () => {
    first = await openLeakWorld();
    const owners = ownersOf(first.bank);
    const account = first.canaries.find(
      (canary) => canary.kind === "ACCOUNT_NUMBER" && canary.owners.has("DA-101") && owners(canary).includes(WANG),
    );
    if (account === undefined) throw new Error("he has no account");
    second = await openLeakWorld({ variants: new Map([[`ACCOUNT_NUMBER:${account.marker}`, changed(account)]]) });
    expect(await signalsOf(second, named("RM1"), WANG, direct)).toEqual(
      await signalsOf(first, named("RM1"), WANG, direct),
    );
  }, 120_000);
  afterAll(async () => {
    await Promise.all([first.stop(), second.stop()]);
  });

  it.each<[Breakage]>([
    ["a list is ordered by a masked value"],
    ["a count tells of a masked value"],
    ["a source is asked because of a masked value"],
  ])("%s", { timeout: 60_000 }, async (breakage) => {
    broken.by = breakage;
    // The digit in which the two banks differ, as the second has it.
    broken.value = (
      second.canaries.find(({ kind, owners }) => kind === "ACCOUNT_NUMBER" && owners.has("DA-101"))?.marker ?? ""
    ).charAt(4);
    const [before, after] = [
      await signalsOf(first, named("RM1"), WANG, direct),
      await signalsOf(second, named("RM1"), WANG, direct),
    ];
    expect(after).not.toEqual(before);
    caught.push(`${breakage} (SIGNAL)`);
  });
});
