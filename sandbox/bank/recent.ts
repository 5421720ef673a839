/**
 * Remembers the last results of a pure function. One page asks several systems for the same customer at nearly the
 * same moment; building him once is enough. Forgetting changes nothing but the time.
 */
export function recent<T>(capacity: number, make: (key: number) => T): (key: number) => T {
  const made = new Map<number, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    const oldest = made.size < capacity ? undefined : made.keys().next().value;
    if (oldest !== undefined) made.delete(oldest);
    made.set(key, value);
    return value;
  };
}
