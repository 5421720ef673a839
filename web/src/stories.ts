import { type DocumentNode, parse } from "graphql";
import type { StoryOperation } from "./page-config.js";

/** Which story an operation belongs to, by the operation's name: a tab keeps its story when moved or edited. */
export function storiesByOperation(operations: readonly StoryOperation[]): ReadonlyMap<string, StoryOperation> {
  return new Map(
    operations.flatMap((story) =>
      operationNames(parse(story.query)).map((name): [string, StoryOperation] => [name, story]),
    ),
  );
}

function operationNames(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === "OperationDefinition" && definition.name !== undefined ? [definition.name.value] : [],
  );
}

/** The tab to open first: `?story=3` in the address names one; else the first. */
export function openingTab(operations: readonly StoryOperation[], search: string): number {
  const wanted = Number(new URLSearchParams(search).get("story"));
  return Math.max(
    0,
    operations.findIndex(({ story }) => story === wanted),
  );
}
