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
  chandrupatla1997: {
    authors: 'Chandrupatla TR',
    year: 1997,
    title:
      'A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function without using derivatives',
    in: 'Adv Eng Softw 28(3):145-149',
    doi: '10.1016/S0965-9978(96)00051-8',
  },
  didonato1992: {
    authors: 'DiDonato AR, Morris AH',
    year: 1992,
    title: 'Algorithm 708: significant digit computation of the incomplete beta function ratios',
    in: 'ACM Trans Math Softw 18(3):360-373',
    doi: '10.1145/131766.131776',
  },
  loader2000: {
    authors: 'Loader C',
    year: 2000,
    title: 'Fast and accurate computation of binomial probabilities',
    in: 'Lucent Technologies, Bell Laboratories',
  },
  wilson1927: {
    authors: 'Wilson EB',
    year: 1927,
    title: 'Probable inference, the law of succession, and statistical inference',
    in: 'J Am Stat Assoc 22(158):209-212',
    doi: '10.1080/01621459.1927.10502953',
  },
} as const satisfies Record<string, Reference>;

export type ReferenceKey = keyof typeof references;
