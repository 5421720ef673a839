import { parse, type DocumentNode, type GraphQLSchema } from "graphql";
import type { Canary } from "./canary/canary-bank.js";
import { Collector } from "./collector.js";
import { documentedMask } from "./documented-mask.js";
import { Judge, type JudgeParts, type Json, type Tally, type Violation } from "./judge.js";
import { sensitiveLeaves } from "./leaves.js";
import type { Door, LeakWorld, Sent } from "./leak-world.js";
import { Oracle } from "./oracle.js";
import { ownersOf } from "./owners.js";
import type { Question } from "./questions.js";
import type { Table } from "./table.js";
import { looksAt, targetOf, type Look, type Target } from "./targets.js";
import { REFEREE, type Viewer } from "./viewers.js";

interface Body {
  readonly data: Json | null;
  readonly errors?: readonly { readonly path?: readonly unknown[]; readonly extensions?: Json }[];
  readonly extensions?: Json;
}

/** Asks the questions as each viewer about each customer, and compares all that comes out with the table. */
export class Matrix {
  readonly tally: Tally = { clear: 0, masked: 0, denied: 0, nothing: 0, checks: 0 };
  requests = 0;
  operations = 0;
  readonly #parts: JudgeParts;
  readonly #references = new Map<string, Promise<Json>>();
  readonly #documents = new Map<string, DocumentNode>();
  readonly #targets = new Map<string, Promise<Target>>();
  readonly #numbers = new Map<string, string>();
  readonly #owners: (canary: Canary) => readonly string[];
  #collector: Collector;

  constructor(
    readonly world: LeakWorld,
    private readonly table: Table,
    schema: GraphQLSchema,
    private readonly door: (question: Question) => Door | null = () => "whole",
  ) {
    const byMask = new Map<string, Canary[]>();
    for (const canary of world.canaries) {
      const mask = documentedMask(canary.kind, canary.marker);
      byMask.set(mask, [...(byMask.get(mask) ?? []), canary]);
    }
    const byMarker = new Map<string, Canary[]>();
    for (const canary of world.canaries) byMarker.set(canary.marker, [...(byMarker.get(canary.marker) ?? []), canary]);
    this.#parts = {
      schema,
      leaves: new Map(sensitiveLeaves(schema).map((leaf) => [leaf.coordinate, leaf])),
      canaryAt: (marker, coordinate) => byMarker.get(marker)?.find(({ coordinates }) => coordinates.has(coordinate)),
      numberOf: (id) => this.#numbers.get(id),
      canaryBehind: (mask, coordinate) => byMask.get(mask)?.find(({ coordinates }) => coordinates.has(coordinate)),
    };
    this.#owners = ownersOf(world.bank);
    this.#collector = new Collector(world.canaries, world.sources);
  }

  /** Everything about one customer, as one viewer. */
  async look(viewer: Viewer, number: string, questions: readonly Question[]): Promise<readonly Violation[]> {
    const oracle = new Oracle(this.table, viewer);
    const target = await this.#target(number);
    const found: Violation[] = [];
    for (const question of questions) {
      const door = this.door(question);
      if (door === null) continue;
      for (const look of looksAt(question, target, viewer.purpose))
        found.push(...(await this.#put(door, viewer, oracle, look)));
    }
    return found;
  }

  /** What left on other ways than as answers since the last time: no value of anybody may be in it, whoever looked. */
  async elsewhere(): Promise<readonly Violation[]> {
    const sightings = await this.#collector.sightings();
    return sightings.map(({ source, canary }) => ({ what: "BYTES", where: `${canary.kind} in the ${source}` }));
  }

  /** What an act answers: `look` asks the same of the customer whom it is about. Returns null where it was refused. */
  async act(viewer: Viewer, look: Look, { field, ...sent }: Sent & { readonly field: string }) {
    const oracle = new Oracle(this.table, viewer);
    const reference = await this.#reference(viewer, look);
    const exchange = await this.world.ask("whole", viewer, sent);
    this.requests += 1;
    const answer = JSON.parse(exchange.body) as Body;
    const isDone = answer.data !== null;
    const grant = { __typename: "AccessGrant", subject: reference["customer"] };
    const judge = new Judge(this.#parts, oracle, this.tally, parse(sent.query, { noLocation: true }));
    const found = judge.judge(
      { data: answer.data, extensions: answer.extensions },
      { [field]: grant },
      { subject: null, way: "id", isAllowed: isDone },
    );
    const codes = (answer.errors ?? []).map(({ extensions }) => String(extensions?.["code"]));
    return { isDone, codes, violations: [...this.inClear(exchange.bytes, oracle, look.question.root), ...found] };
  }

  async #put(door: Door, viewer: Viewer, oracle: Oracle, look: Look): Promise<readonly Violation[]> {
    const { question, variables } = look;
    const reference = await this.#reference(viewer, look);
    const exchange = await this.world.ask(door, viewer, { query: question.document, variables });
    this.requests += 1;
    this.operations += question.operations.length;
    const bytes = this.inClear(exchange.bytes, oracle, question.root);
    const answer = JSON.parse(exchange.body) as Body;
    const unexpected = (answer.errors ?? []).filter(({ extensions }) => !EXPECTED.has(String(extensions?.["code"])));
    const errors = unexpected.map(({ extensions }): Violation => ({
      what: "ERROR",
      where: `${question.root}: ${String(extensions?.["code"])}`,
    }));
    const judge = new Judge(this.#parts, oracle, this.tally, this.#document(question));
    const root = { subject: subjectOf(look, oracle), way: look.way, isAllowed: isAllowed(look, viewer, oracle) };
    return [...bytes, ...errors, ...judge.judge({ data: answer.data, extensions: answer.extensions }, reference, root)];
  }

  /** No value in clear of anybody of whom the table does not say so, wherever in the answer, in whatever form. */
  inClear(bytes: string, oracle: Oracle, asked: string): readonly Violation[] {
    this.tally.checks += 1;
    return this.#collector
      .sightingsIn("answer", withDecoded(this.world.opened(bytes)))
      .filter(({ canary }) => !oracle.mayShowClear(this.#owners(canary), canary.kind))
      .map(({ canary }) => ({ what: "BYTES", where: `${canary.kind} in the answer to ${asked}` }));
  }

  async #reference(viewer: Viewer, { question, variables }: Look): Promise<Json> {
    const referee = OWN_ROOTS.has(question.root) ? viewer : REFEREE;
    const key = JSON.stringify([referee.subject, question.document, { ...variables, reason1: null }]);
    const known = this.#references.get(key) ?? this.#ask(referee, question, variables);
    this.#references.set(key, known);
    return known;
  }

  async #ask(viewer: Viewer, question: Question, variables: Look["variables"]): Promise<Json> {
    const sent = question.isEntityLookup ? asNodes(question, variables) : { query: question.document, variables };
    const { body } = await this.world.ask("reference", viewer, sent);
    const { data, errors = [] } = JSON.parse(body) as Body;
    const failed = errors.filter(({ path }) => !NOT_FOR_CUSTOMERS.has(path?.join(".") ?? ""));
    if (data === null || failed.length > 0)
      throw new Error(`the reference failed: ${JSON.stringify(failed).slice(0, 300)}`);
    return data;
  }

  #document({ document }: Question): DocumentNode {
    const known = this.#documents.get(document) ?? parse(document, { noLocation: true });
    this.#documents.set(document, known);
    return known;
  }

  #target(number: string): Promise<Target> {
    const known = this.#targets.get(number) ?? this.#find(number);
    this.#targets.set(number, known);
    return known;
  }

  async #find(number: string): Promise<Target> {
    const target = await targetOf(this.world, number);
    this.#numbers.set(target.id, number);
    return target;
  }
}

/** Codes that say "not for you", and nothing else. */
const EXPECTED: ReadonlySet<string> = new Set(["ACCESS_DENIED", "CUSTOMER_NOT_REACHABLE"]);

/** An arrangement is seen as the first of its holders whom the viewer reaches lets it be seen. */
function subjectOf({ subjects }: Look, oracle: Oracle): string | null {
  if (subjects === null) return null;
  return subjects.find((number) => oracle.standing(number, "id").level === "STANDARD") ?? subjects[0] ?? null;
}

/** What a subgraph is asked by references, the whole graph is asked by ids, under the same name in the answer. */
function asNodes({ document }: Question, { representations0, ...variables }: Look["variables"]): Sent {
  const query = document
    .replace("$representations0: [_Any!]!", "$representations0: [ID!]!")
    .replace("_entities(representations:", "_entities: nodes(ids:");
  const references = representations0 as readonly { readonly id: string }[];
  return { query, variables: { ...variables, representations0: references.map(({ id }) => id) } };
}

/** What customers have not, under any policy: a portfolio, and what the bank's stewards judge about records. */
const NOT_FOR_CUSTOMERS: ReadonlySet<string> = new Set(["viewer.portfolio", "viewer.customer.resolution"]);

/** Roots that answer everybody with something of his own. */
const OWN_ROOTS: ReadonlySet<string> = new Set(["viewer", "customers"]);

function isAllowed({ question, variables, way }: Look, { subject }: Viewer, { row }: Oracle): boolean {
  if (question.root === "customers") return row["lists customers"];
  if (question.root === "accessGrants" || question.objectType === "AccessGrant") return row["sees the request"];
  if (question.root !== "customersByIdentifier") return true;
  const lookUps = row["looks up by"];
  if (lookUps.includes("own number")) return way === "id" && subject === `customer:${valueOf(variables)}`;
  return lookUps.includes(way === "id" ? "number" : way === "holder" ? "number" : way);
}

function valueOf(variables: Look["variables"]): string {
  const identifier = Object.values(variables).find(
    (each): each is { value?: unknown } => typeof each === "object" && each !== null,
  );
  return String(identifier?.value);
}

/** The bytes, and what stands encoded in them: cursors and ids, opened as far as they can be. */
function withDecoded(bytes: string): string {
  const words = new Set(bytes.match(/[\w-]{12,}/gu) ?? []);
  return [
    bytes,
    ...[...words].map((word) => Buffer.from(word.replace(/^[a-z]+_/u, ""), "base64url").toString("utf8")),
  ].join("\n");
}
