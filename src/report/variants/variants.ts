/** Why the variants of one quantity differ, and when to use which, in words. */
export interface Variants {
  readonly why: readonly string[];
  /** Each variant stands in the ids of one entry. */
  readonly use: readonly { readonly ids: readonly string[]; readonly when: string }[];
  /** Made-up inputs to see them side by side on; several sets where the variants need different ones. */
  readonly examples: readonly Readonly<Record<string, string>>[];
}

/** Two made-up groups that most examples share. */
export const groupsExample = {
  n1: '20',
  mean1: '5.2',
  sd1: '1.1',
  n2: '22',
  mean2: '4.4',
  sd2: '1.3',
} as const;

/** A made-up group before and after. */
export const beforeAfterExample = {
  n: '20',
  meanPre: '2.1',
  sdPre: '0.8',
  meanPost: '3.4',
  sdPost: '1.1',
  correlation: '0.5',
} as const;

/** A made-up two by two table. */
export const tableExample = { x1: '12', n1: '40', x2: '5', n2: '42' } as const;
