/**
 * Extra calls as a share of ordinary ones: each ordinary call earns a fraction, each extra one spends a whole. It begins
 * empty and saves up little, so that extra calls stay within their share however short the time that is looked at.
 */
export class ShareBudget {
  #saved = 0;

  /** `share` of the ordinary calls may be doubled; `most` may be saved for a bad moment. */
  constructor(
    private readonly share: number,
    private readonly most: number,
  ) {}

  earn(): void {
    this.#saved = Math.min(this.most, this.#saved + this.share);
  }

  spend(): boolean {
    // A sum of tenths is rarely a whole.
    if (this.#saved < 1 - 1e-9) return false;
    this.#saved -= 1;
    return true;
  }
}
