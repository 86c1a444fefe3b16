/** A published source of a formula. */
export interface Reference {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  /** Journal with volume and pages, or publisher. */
  readonly in: string;
  readonly doi?: string;
}

/** Every source that a formula cites, by key. A key that is not here does not compile. */
export const references = {
  wilson1927: {
    authors: 'Wilson EB',
    year: 1927,
    title: 'Probable inference, the law of succession, and statistical inference',
    in: 'J Am Stat Assoc 22(158):209-212',
    doi: '10.1080/01621459.1927.10502953',
  },
} as const satisfies Record<string, Reference>;

export type ReferenceKey = keyof typeof references;
