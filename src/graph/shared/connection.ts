import { Directive, Field, Int, ObjectType, ArgsType, type ClassType } from "type-graphql";
import type { SourceFault } from "../../domain/source-fault.js";
import { CallerMistake } from "../caller-mistake.js";
import { Freshness } from "./freshness.type.js";

@Directive("@public")
@ObjectType()
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: "1 to 100." })
  first!: number;

  @Field(() => String, { nullable: true })
  after?: string | null;
}

export interface Edge<Node> {
  node: Node;
  cursor: string;
}

/** The edge and connection types of a node type; the subclass gives them their names. */
export function edgeOf<Node extends object>(node: () => ClassType<Node>) {
  @Directive("@public")
  @ObjectType()
  abstract class NodeEdge implements Edge<Node> {
    @Field(node)
    node!: Node;

    @Field(() => String)
    cursor!: string;
  }
  return NodeEdge;
}

export function connectionOf<NodeEdge extends object>(edge: () => ClassType<NodeEdge>) {
  @Directive("@public")
  @ObjectType()
  abstract class NodeConnection {
    @Field(() => [edge()])
    edges!: NodeEdge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;
  }
  return NodeConnection;
}

/** A connection over what one source holds: it tells how many there are, and how fresh its source is. */
export function holdingsOf<NodeEdge extends object>(edge: () => ClassType<NodeEdge>) {
  @Directive("@public")
  @ObjectType()
  abstract class Holdings extends connectionOf(edge) {
    @Field(() => Int, {
      nullable: true,
      description: "Null when the source could not be read whole: not the same as 0.",
    })
    totalCount!: number | null;

    @Field(() => [Freshness])
    sources!: Freshness[];
  }
  return Holdings;
}

export interface Page<Node> {
  edges: Edge<Node>[];
  pageInfo: PageInfo;
}

const LARGEST_PAGE = 100;

/** Throws CallerMistake `INVALID_ARGUMENT` for a page size out of range. */
export function assertPageSize({ first }: PageArgs): void {
  if (first < 1 || first > LARGEST_PAGE) throw new CallerMistake("INVALID_ARGUMENT", "`first` takes 1 to 100.");
}

/** Cuts a page out of a whole list. A cursor names the record after which the page begins, so it survives insertions. */
export function pageOf<Item, Node>(
  items: readonly Item[],
  args: PageArgs,
  keyOf: (item: Item) => string,
  toNode: (item: Item) => Node,
): Page<Node> {
  assertPageSize(args);
  const after = args.after ?? null;
  const begin = after === null ? 0 : positionAfter(items, fromCursor(after), keyOf);
  const edges = items
    .slice(begin, begin + args.first)
    .map((item) => ({ node: toNode(item), cursor: toCursor(keyOf(item)) }));
  return { edges, pageInfo: pageInfoOf(edges, begin > 0, begin + args.first < items.length) };
}

export function pageInfoOf(edges: readonly Edge<unknown>[], hasPreviousPage: boolean, hasNextPage: boolean): PageInfo {
  return Object.assign(new PageInfo(), {
    hasNextPage,
    hasPreviousPage,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  });
}

export function toCursor(key: string): string {
  return Buffer.from(key, "utf8").toString("base64url");
}

/** Longer than any of ours: a source's own mark of a page and our position on it. */
const LONGEST_CURSOR = 512;

/** Throws CallerMistake `INVALID_CURSOR` for a text that no cursor has. */
export function fromCursor(cursor: string): string {
  if (cursor.length > LONGEST_CURSOR) throw invalidCursor();
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  if (key === "" || toCursor(key) !== cursor) throw invalidCursor();
  return key;
}

/** The cursor of a position that has several parts. */
export function toCursorOf(parts: readonly (string | number | null)[]): string {
  return toCursor(JSON.stringify(parts));
}

/** The parts of such a cursor, for the list to recognise as its own. Throws CallerMistake `INVALID_CURSOR`. */
export function fromCursorOf(cursor: string): readonly unknown[] {
  const key = fromCursor(cursor);
  try {
    const parts: unknown = JSON.parse(key);
    if (Array.isArray(parts)) return parts;
  } catch {
    // Falls through: whatever is not a position of ours is not a cursor.
  }
  throw invalidCursor();
}

/** What went wrong when a source was asked for the page that a cursor names: a page that it does not know is no cursor of ours. */
export function cursorFault(because: SourceFault): SourceFault | CallerMistake {
  return because.code === "SOURCE_REFUSED" ? invalidCursor() : because;
}

export function invalidCursor(): CallerMistake {
  return new CallerMistake("INVALID_CURSOR", "This cursor does not belong to this list.");
}

function positionAfter<Item>(items: readonly Item[], key: string, keyOf: (item: Item) => string): number {
  const position = items.findIndex((item) => keyOf(item) === key);
  if (position === -1) throw invalidCursor();
  return position + 1;
}
