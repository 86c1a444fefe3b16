/** Questions that can be asked of a mean, an SD, an n and a scale. */
export type Question = 'exists' | 'count' | 'frequencies' | 'sample' | 'list' | 'extremes';

/** An exact answer is out of reach; says at once which questions are still answerable. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
  readonly tooLarge = true;
  readonly stillAnswerable: readonly Question[];

  constructor(message: string, stillAnswerable: readonly Question[]) {
    super(message);
    this.stillAnswerable = stillAnswerable;
  }
}
