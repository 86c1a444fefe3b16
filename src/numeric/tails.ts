/**
 * The two tail probabilities of a distribution at a point, each computed directly.
 * `lower` is P(X ≤ x). `upper` is P(X > x). Never take one from the other: 1 − p loses every
 * digit of a small tail.
 */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/** A tail probability by name, for quantiles: `{ upper: 1e-20 }` keeps what `{ lower: 1 }` loses. */
export type Tail = { readonly lower: number } | { readonly upper: number };
