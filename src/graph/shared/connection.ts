import { Directive, Field, Int, ObjectType, ArgsType, type ClassType } from "type-graphql";
import type { Cursor, ListCursors, PositionPart } from "../../access/cursors.js";
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
  startCursor!: Cursor | null;

  @Field(() => String, { nullable: true })
  endCursor!: Cursor | null;
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
  cursor: Cursor;
}

/** The edge and connection types of a node type; the subclass gives them their names. */
export function edgeOf<Node extends object>(node: () => ClassType<Node>) {
  @Directive("@public")
  @ObjectType()
  abstract class NodeEdge implements Edge<Node> {
    @Field(node)
    node!: Node;

    @Field(() => String, {
      description: "Where the list goes on behind this entry; for this caller and purpose, in this list, for a while.",
    })
    cursor!: Cursor;
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
  cursors: ListCursors,
  keyOf: (item: Item) => string,
  toNode: (item: Item) => Node,
): Page<Node> {
  assertPageSize(args);
  const after = positionIn(cursors, args.after);
  const begin = after === null ? 0 : indexAfter(items, after, keyOf);
  const edges = items
    .slice(begin, begin + args.first)
    .map((item) => withCursor({ node: toNode(item) }, () => cursors.toCursor([keyOf(item)])));
  return { edges, pageInfo: pageInfoOf(edges, begin > 0, begin + args.first < items.length) };
}

/** Sealing a position costs more than the rest of its edge: it is sealed when it is asked for, and once. */
export function withCursor<T extends object>(edge: T, seal: () => Cursor): T & { readonly cursor: Cursor } {
  let sealed: Cursor | undefined;
  return Object.defineProperty(edge, "cursor", {
    get: () => (sealed ??= seal()),
    enumerable: true,
    configurable: true,
  }) as T & { readonly cursor: Cursor };
}

/** `sealEnd` where the next page begins behind entries that have left no edge. */
export function pageInfoOf(
  edges: readonly Edge<unknown>[],
  hasPreviousPage: boolean,
  hasNextPage: boolean,
  sealEnd: () => string | null = () => edges.at(-1)?.cursor ?? null,
): PageInfo {
  const info = Object.assign(new PageInfo(), { hasNextPage, hasPreviousPage });
  return Object.defineProperties(info, {
    startCursor: { get: () => edges[0]?.cursor ?? null },
    endCursor: { get: sealEnd },
  });
}

/** Where a page begins, as its list had written it down; null at the beginning. Throws CallerMistake `INVALID_CURSOR`. */
export function positionIn(cursors: ListCursors, after: string | null | undefined): readonly PositionPart[] | null {
  if (after === null || after === undefined) return null;
  const position = cursors.fromCursor(after);
  if (position === null) throw invalidCursor();
  return position;
}

/** What went wrong when a source was asked for the page that a cursor names: a page that it does not know is no cursor of ours. */
export function cursorFault(because: SourceFault): SourceFault | CallerMistake {
  return because.code === "SOURCE_REFUSED" ? invalidCursor() : because;
}

export function invalidCursor(): CallerMistake {
  return new CallerMistake("INVALID_CURSOR", "This cursor does not belong to this list, or not any more.");
}

function indexAfter<Item>(
  items: readonly Item[],
  [key]: readonly PositionPart[],
  keyOf: (item: Item) => string,
): number {
  const index = items.findIndex((item) => keyOf(item) === key);
  if (index === -1) throw invalidCursor();
  return index + 1;
}
