/** One element of a list that a test knows to be there. */
export function nth<T>(list: readonly T[] | undefined, index: number): T {
  const element = list?.[index];
  if (element === undefined) throw new RangeError(`there is no element ${index}`);
  return element;
}
