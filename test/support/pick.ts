/** One of a list, by any number at all. */
export function pick<T>(list: readonly T[], number: number): T {
  const item = list[number % list.length];
  if (item === undefined) throw new Error("there is nothing to pick from");
  return item;
}
