import * as v from 'valibot';
import { how } from './how.ts';
import { lean } from './lean.ts';
import { statistics, summary } from './measures.ts';
import {
  ci,
  cohortId,
  cohortKey,
  common,
  count,
  figureForms,
  level,
  measureId,
  optional,
  printed,
  pValue,
  text,
  visitId,
} from './parts.ts';

const tails = lean(v.pipe(v.picklist([1, 2]), v.title('1 or 2')));

/** Kinds of effect that a paper prints. */
export const effectKinds = [
  'or',
  'rr',
  'rd',
  'hr',
  'nnt',
  'nnh',
  'rate-ratio',
  'rate-difference',
  'md',
  'smd',
  'd',
  'g',
  'dz',
  'd-av',
  'd-rm',
  'glass-delta',
  'ratio-of-means',
  'percent-change',
  'r',
  'r2',
  'eta2',
  'partial-eta2',
  'omega2',
  'phi',
  'cramers-v',
  'auc',
  'beta',
  'kappa',
  'icc',
  'other',
] as const;

/** Kinds of test statistic. */
export const statisticKinds = ['t', 'F', 'z', 'chi2', 'χ²', 'r', 'Q', 'U', 'W', 'H'] as const;

const testStatistic = lean(
  v.pipe(
    v.strictObject({
      kind: v.pipe(v.picklist(statisticKinds), v.title('t, F, z, chi2, r, Q, U, W or H')),
      value: printed,
      df: optional(
        v.pipe(
          v.union([...figureForms, v.strictTuple([printed, printed])]),
          v.title('degrees of freedom, such as "28" or ["2", "57"]'),
        ),
        'Degrees of freedom; two for F',
      ),
      p: optional(pValue, 'Its p-value'),
      tails: optional(tails, 'One- or two-tailed'),
      n: optional(count, 'How many patients it is of'),
      how: optional(how, 'How it was made'),
      ...common,
    }),
    v.title('a test statistic'),
  ),
);

const effect = lean(
  v.pipe(
    v.strictObject({
      kind: v.pipe(v.picklist(effectKinds), v.title('a kind of effect, such as "or"')),
      label: optional(text, 'Name in tables'),
      value: printed,
      se: optional(printed, 'Its standard error'),
      ci: optional(ci, 'Its confidence interval'),
      level: optional(level, 'Confidence level of ci'),
      p: optional(pValue, 'Its p-value'),
      n: optional(count, 'How many patients it is of'),
      how: optional(how, 'How it was made'),
      ...common,
    }),
    v.title('an effect'),
  ),
);

const side = lean(
  v.pipe(
    v.union([
      visitId,
      v.pipe(
        v.strictObject({ visit: visitId, ...statistics, ...common }),
        v.title('{ "visit": …, "mean": … }'),
      ),
    ]),
    v.title('a visit, or { "visit": …, "mean": … }'),
  ),
);

/** What a paper can claim of a comparison. */
export const claims = [
  'improved',
  'worsened',
  'changed',
  'unchanged',
  'higher',
  'lower',
  'different',
  'not different',
] as const;

/** A claim: what was compared with what, and what was printed about it. */
export const comparison = lean(
  v.pipe(
    v.strictObject({
      label: optional(text, 'Name in tables'),
      measure: optional(measureId, 'Id of the measure'),
      cohort: optional(cohortId, 'Id of the cohort, when the measure has several'),
      from: optional(side, 'The earlier visit, with figures of just the patients compared'),
      to: optional(side, 'The later visit, with figures of just the patients compared'),
      between: optional(
        v.pipe(
          v.array(cohortId),
          v.minLength(2, 'at least two cohorts belong here'),
          v.title('a list of cohorts'),
        ),
        'The cohorts that were compared',
      ),
      at: optional(visitId, 'The visit at which cohorts were compared'),
      change: optional(
        v.pipe(v.strictTuple([visitId, visitId]), v.title('two visits')),
        'The visits between which changes were compared',
      ),
      n: optional(count, 'How many patients were compared'),
      claim: optional(
        v.pipe(v.picklist(claims), v.title(`one of ${claims.join(', ')}`)),
        'What the text says happened',
      ),
      p: optional(pValue, 'The p-value'),
      alpha: optional(level, 'The level of significance; 0.05 if left out'),
      difference: optional(printed, 'The difference: to − from, or first − second cohort'),
      se: optional(printed, 'The standard error of the difference'),
      ci: optional(ci, 'The confidence interval of the difference'),
      level: optional(level, 'Confidence level of ci'),
      improvement: optional(printed, 'The improvement, e.g. "54.5%"'),
      correlation: optional(printed, 'The correlation between the two visits'),
      changeScore: optional(summary, "The patients' changes, with their own mean and SD"),
      changeScores: optional(
        v.pipe(v.record(cohortKey, summary), v.title('cohorts')),
        "The patients' changes in each cohort compared",
      ),
      tests: optional(
        v.pipe(v.array(testStatistic), v.title('a list of test statistics')),
        'Test statistics',
      ),
      events: optional(
        v.pipe(
          v.array(cohortId),
          v.minLength(1, 'at least one cohort belongs here'),
          v.title('a list of cohorts'),
        ),
        'The cohorts that hold the patients with the event, one a group',
      ),
      effects: optional(
        v.pipe(v.array(effect), v.title('a list of effects')),
        'Effect sizes and ratios',
      ),
      how: optional(how, 'How the figures were made; what is absent is not stated'),
      ...common,
    }),
    v.title('a comparison'),
  ),
);
