/** What is where in Redis. All of it begins with the configured prefix. */
export class RedisNames {
  constructor(private readonly prefix: string) {}

  /** What is kept, encrypted. */
  entry(hash: string): string {
    return `${this.prefix}e:${hash}`;
  }

  /** A customer record's wrapped data key (`k`) and the stamp of its last change (`a`). */
  subject(hash: string): string {
    return `${this.prefix}s:${hash}`;
  }

  /** Held by the process that is asking the source. */
  lock(hash: string): string {
    return `${this.prefix}l:${hash}`;
  }

  /** What must not be seen twice. */
  mark(hash: string): string {
    return `${this.prefix}m:${hash}`;
  }

  /** Counts changes. */
  get stamp(): string {
    return `${this.prefix}stamp`;
  }

  /** Written to see whether anything can be. */
  get probe(): string {
    return `${this.prefix}probe`;
  }

  /** A stream of subjects that have changed, as keyed hashes, for every process. */
  get changes(): string {
    return `${this.prefix}changes`;
  }
}
