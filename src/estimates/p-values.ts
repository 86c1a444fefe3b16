import { chiSquareLogUpper, chiSquareTails } from '../numeric/chi-square.ts';
import { fLogUpper, fTails } from '../numeric/f.ts';
import { normalLogTwoSided, normalTails } from '../numeric/normal.ts';
import { tLogTwoSided, tTails } from '../numeric/student-t.ts';
import type { Tails } from '../numeric/tails.ts';
import {
  levelOf,
  requireCorrelation,
  requireNumber,
  requirePositive,
  requireSpread,
} from './domain.ts';
import type { Estimate, EstimateOptions, Method, Need } from './method.ts';
import { plain } from './plain.ts';

/** A test statistic with two directions: its two-sided p and the p in each direction. */
function twoSided(statistic: number, { lower, upper }: Tails, logP: number, df?: number): Estimate {
  const p = Math.min(1, 2 * Math.min(lower, upper));
  const details = { pGreater: upper, pLess: lower };
  return plain({ value: p, statistic, ...(df !== undefined && { df }), p, logP, details });
}

/**
 * p-value of Student's t, two-sided; `details.pGreater` and `details.pLess` are P(T > t) and
 * P(T < t). `logP` still holds a p that underflows.
 *
 * @throws RangeError unless t is finite and df (not necessarily whole) is finite and > 0
 * @see references.student1908
 *
 * @example
 * pFromT({ t: 2.2, df: 28 }).statistic // → 2.2
 */
export function pFromT(
  { t, df }: { readonly t: number; readonly df: number },
  options?: EstimateOptions,
): Estimate {
  requireNumber('t', t);
  requirePositive('df', df);
  levelOf(options);
  return twoSided(t, tTails(t, df), tLogTwoSided(t, df), df);
}

/**
 * p-value of a standard normal z, two-sided; `details.pGreater` and `details.pLess` are P(Z > z) and
 * P(Z < z). `logP` still holds a p that underflows.
 *
 * @throws RangeError unless z is finite
 * @see references.cramer1946
 *
 * @example
 * pFromZ({ z: 1.97 }).statistic // → 1.97
 */
export function pFromZ({ z }: { readonly z: number }, options?: EstimateOptions): Estimate {
  requireNumber('z', z);
  levelOf(options);
  return twoSided(z, normalTails(z), normalLogTwoSided(z));
}

/**
 * p-value of F, upper tail, P(F(df1, df2) > F). `logP` still holds a p that underflows.
 *
 * @throws RangeError unless F is finite and ≥ 0 and both df (not necessarily whole) are > 0
 * @see references.cramer1946
 *
 * @example
 * pFromF({ F: 4.35, df1: 1, df2: 20 }).p // → 0.050029738175427024
 */
export function pFromF(
  { F, df1, df2 }: { readonly F: number; readonly df1: number; readonly df2: number },
  options?: EstimateOptions,
): Estimate {
  requireSpread('F', F);
  requirePositive('df1', df1);
  requirePositive('df2', df2);
  levelOf(options);
  const p = fTails(F, df1, df2).upper;
  const details = { df1, df2 };
  return plain({ value: p, statistic: F, p, logP: fLogUpper(F, df1, df2), details });
}

function upperChiSquare(statistic: number, df: number, options?: EstimateOptions): Estimate {
  requirePositive('df', df);
  levelOf(options);
  const p = chiSquareTails(statistic, df).upper;
  return plain({ value: p, statistic, df, p, logP: chiSquareLogUpper(statistic, df) });
}

/**
 * p-value of χ², upper tail. `logP` still holds a p that underflows.
 *
 * @throws RangeError unless chi2 is finite and ≥ 0 and df is finite and > 0
 * @see references.pearson1900
 *
 * @example
 * pFromChi2({ chi2: 7.1, df: 2 }).p // → 0.028724639654239433
 */
export function pFromChi2(
  { chi2, df }: { readonly chi2: number; readonly df: number },
  options?: EstimateOptions,
): Estimate {
  requireSpread('chi2', chi2);
  return upperChiSquare(chi2, df, options);
}

/**
 * p-value of the heterogeneity statistic Q of a meta-analysis of df + 1 studies: χ², upper tail.
 *
 * @throws RangeError unless Q is finite and ≥ 0 and df is finite and > 0
 * @see references.cochran1954
 *
 * @example
 * pFromQ({ Q: 9.9, df: 4 }).p // → 0.04214628312786012
 */
export function pFromQ(
  { Q, df }: { readonly Q: number; readonly df: number },
  options?: EstimateOptions,
): Estimate {
  requireSpread('Q', Q);
  return upperChiSquare(Q, df, options);
}

/**
 * p-value of a Pearson correlation r against 0, two-sided, from t = r √(df/(1 − r²)) with df = n − 2;
 * `statistic` is t. `details.pGreater` and `details.pLess` are the p of either direction.
 *
 * @throws RangeError unless −1 ≤ r ≤ 1 and df is finite and > 0
 * @see references.fisher1915
 *
 * @example
 * pFromR({ r: 0.42, df: 30 }).statistic // → 2.5348469869416936
 */
export function pFromR(
  { r, df }: { readonly r: number; readonly df: number },
  options?: EstimateOptions,
): Estimate {
  requireCorrelation('r', r);
  requirePositive('df', df);
  levelOf(options);
  const t = (r * Math.sqrt(df)) / Math.sqrt((1 - r) * (1 + r));
  return twoSided(t, tTails(t, df), tLogTwoSided(t, df), df);
}

const shared = { quantity: 'p-value', design: 'p-value', unit: 'probability' } as const;
const dfNeed: Need = {
  title: 'degrees of freedom, whole or not',
  type: 'number',
  exclusiveMin: 0,
  exact: 'whole',
};

export const pTMethod: Method<Parameters<typeof pFromT>[0]> = {
  ...shared,
  id: 'p_t',
  aliases: ['p-from-t'],
  title: "p-value of Student's t",
  needs: { t: { title: 't statistic', type: 'number' }, df: dfNeed },
  formula: 'p = 2 P(T(df) > |t|); pGreater = P(T > t), pLess = P(T < t)',
  assumptions: ['Under the null hypothesis the statistic has the t distribution with df degrees.'],
  references: ['student1908'],
  elsewhere: { stata: '2*ttail(df, abs(t))', r: '2 * pt(-abs(t), df)' },
  estimate: pFromT,
};

export const pZMethod: Method<Parameters<typeof pFromZ>[0]> = {
  ...shared,
  id: 'p_z',
  aliases: ['p-from-z'],
  title: 'p-value of z',
  needs: { z: { title: 'z statistic', type: 'number' } },
  formula: 'p = 2 P(Z > |z|); pGreater = P(Z > z), pLess = P(Z < z)',
  assumptions: ['Under the null hypothesis the statistic is standard normal.'],
  references: ['cramer1946'],
  elsewhere: { stata: '2*normal(-abs(z))', r: '2 * pnorm(-abs(z))' },
  estimate: pFromZ,
};

export const pFMethod: Method<Parameters<typeof pFromF>[0]> = {
  ...shared,
  id: 'p_F',
  aliases: ['p-from-f'],
  title: 'p-value of F',
  needs: {
    F: { title: 'F statistic', type: 'number', min: 0 },
    df1: {
      title: 'degrees of freedom of the numerator',
      type: 'number',
      exclusiveMin: 0,
      exact: 'whole',
    },
    df2: {
      title: 'degrees of freedom of the denominator',
      type: 'number',
      exclusiveMin: 0,
      exact: 'whole',
    },
  },
  formula: 'p = P(F(df1, df2) > F)',
  assumptions: ['Under the null hypothesis the statistic has the F distribution.'],
  references: ['cramer1946'],
  elsewhere: { stata: 'Ftail(df1, df2, F)', r: 'pf(F, df1, df2, lower.tail = FALSE)' },
  estimate: pFromF,
};

export const pChi2Method: Method<Parameters<typeof pFromChi2>[0]> = {
  ...shared,
  id: 'p_chi2',
  aliases: ['p-from-chi2'],
  title: 'p-value of χ²',
  needs: { chi2: { title: 'χ² statistic', type: 'number', min: 0 }, df: dfNeed },
  formula: 'p = P(χ²(df) > χ²)',
  assumptions: ['Under the null hypothesis the statistic has the χ² distribution.'],
  references: ['pearson1900'],
  elsewhere: { stata: 'chi2tail(df, chi2)', r: 'pchisq(chi2, df, lower.tail = FALSE)' },
  estimate: pFromChi2,
};

export const pQMethod: Method<Parameters<typeof pFromQ>[0]> = {
  ...shared,
  id: 'p_Q',
  aliases: ['p-from-q'],
  title: 'p-value of the heterogeneity statistic Q',
  needs: {
    Q: { title: 'Q statistic', type: 'number', min: 0 },
    df: {
      title: 'degrees of freedom, the number of studies less 1',
      type: 'number',
      exclusiveMin: 0,
      exact: 'whole',
    },
  },
  formula: 'p = P(χ²(df) > Q)',
  assumptions: ['The studies are independent and their standard errors as good as known.'],
  references: ['cochran1954'],
  elsewhere: { metafor: 'QEp', r: 'pchisq(Q, df, lower.tail = FALSE)' },
  estimate: pFromQ,
};

export const pRMethod: Method<Parameters<typeof pFromR>[0]> = {
  ...shared,
  id: 'p_r',
  aliases: ['p-from-r'],
  title: 'p-value of a Pearson correlation',
  needs: {
    r: { title: 'Pearson correlation', type: 'number', unit: 'correlation', min: -1, max: 1 },
    df: { title: 'degrees of freedom, n − 2', type: 'number', exclusiveMin: 0, exact: 'whole' },
  },
  formula: 't = r √(df/(1 − r²)); p = 2 P(T(df) > |t|); pGreater = P(T > t), pLess = P(T < t)',
  assumptions: [
    'The pairs are independent and bivariate normal; df is the number of pairs less 2.',
  ],
  references: ['fisher1915'],
  elsewhere: { r: '2 * pt(-abs(r * sqrt(df / (1 - r^2))), df)' },
  estimate: pFromR,
};
