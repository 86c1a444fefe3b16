import { InputError } from '../../errors.ts';
import { isNotSignificant, readFigure } from '../../study/figure.ts';
import { parseStudy } from '../../study/read.ts';
import { ciFromEstimate } from '../ci-from-estimate.ts';
import { effectSize } from '../effect-size.ts';
import type { Check, Judgement } from '../engine/check.ts';
import { gravity } from '../engine/finding.ts';
import { strengthOf } from '../engine/strength.ts';
import { pFromStatistic } from '../p-from-statistic.ts';
import type { Field, SingleCheck, SingleResult } from './index.ts';

type Values = Readonly<Record<string, string>>;

/** A check on a study of one comparison, made of the given figures. */
function singleOf(
  check: Check,
  record: Pick<SingleCheck, 'id' | 'title' | 'fields'>,
  comparison: (values: Values) => { comparison: object; cohorts?: object; measures?: object },
  words: readonly string[],
): SingleCheck {
  return {
    ...record,
    judge: (values, options) => {
      readAll(record.fields, values, words);
      const { comparison: one, ...parts } = comparison(values);
      const text = JSON.stringify({ id: 'single', ...parts, comparisons: [one] });
      const study = parseStudy(text, { file: null });
      const impossible = new Set(
        study.warnings.filter(({ kind }) => kind !== 'constant').map(({ path }) => path),
      );
      return resultOf([
        ...check.run({ ...options, study, impossible, running: new Set([check.id]) }),
      ]);
    },
  };
}

/** @throws InputError that names the first field that is missing or no figure */
function readAll(fields: SingleCheck['fields'], values: Values, words: readonly string[]): void {
  for (const [name, field] of Object.entries(fields)) {
    const text = values[name];
    if (text === undefined) {
      if (field.optional) continue;
      throw new InputError([
        { message: `${name} is missing: ${field.title}`, hint: `For example ${field.example}` },
      ]);
    }
    if (words.includes(name) || (name === 'p' && isNotSignificant(text))) continue;
    const read = readFigure(text);
    if ('message' in read)
      throw new InputError([{ message: `${name}: ${read.message}`, hint: read.hint }]);
  }
}

/** The gravest judgement, with the sentences of all. */
function resultOf(judgements: readonly Judgement[]): SingleResult {
  const [first] = judgements;
  if (!first) throw new InputError('there is nothing to check in these figures');
  const gravest = judgements.reduce((worst, each) =>
    gravity(each.verdict) > gravity(worst.verdict) ? each : worst,
  );
  const strength = gravest.instead && strengthOf(gravest.reported.text, gravest.instead);
  return {
    verdict: gravest.verdict,
    why: [...new Set(judgements.map(({ why }) => why))].join(' '),
    recomputed: gravest.recomputed ?? null,
    conditions: [...new Set(judgements.flatMap(({ conditions }) => conditions ?? []))],
    tried: gravest.tried ?? [],
    power: strength?.power ?? null,
  };
}

/** The values of some fields, under the same names; those that are left out are left out. */
function given(values: Values, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = values[name];
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** A whole number as the study file wants it. @throws InputError when it is none */
function whole(values: Values, name: string): number {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new InputError([
      { message: `${name} is no whole number: "${values[name]}"`, hint: 'For example 28' },
    ]);
  }
  return number;
}

/** A number of tails. @throws InputError unless it is 1 or 2 */
function tailsOf(values: Values): { tails?: 1 | 2 } {
  if (values.tails === undefined) return {};
  if (values.tails === '1' || values.tails === '2') return { tails: values.tails === '1' ? 1 : 2 };
  throw new InputError([
    {
      message: `tails must be 1 or 2; got "${values.tails}"`,
      hint: 'Leave it out if it is not stated',
    },
  ]);
}

const pField: Field = { title: 'the printed p-value', example: '.04' };

/** p from a test statistic: `p --kind t --statistic 2.20 --df 28 --p .04`. */
export const singleP: SingleCheck = singleOf(
  pFromStatistic,
  {
    id: 'p',
    title: 'A p-value against its test statistic',
    fields: {
      kind: { title: 'the statistic: t, F, z, chi2, r, Q or H', example: 't' },
      statistic: { title: 'its printed value', example: '2.20' },
      df: { title: 'degrees of freedom; for F of the numerator', example: '28', optional: true },
      df2: { title: 'for F, degrees of freedom of the denominator', example: '57', optional: true },
      n: { title: 'patients, for r in place of df', example: '30', optional: true },
      p: pField,
      tails: { title: '1 or 2, if stated', example: '2', optional: true },
    },
  },
  (values) => {
    const df = [values.df, values.df2].filter((each) => each !== undefined);
    const test = {
      kind: values.kind,
      value: values.statistic,
      ...(df.length > 0 && { df: df.length === 1 ? df[0] : df }),
      ...(values.n !== undefined && { n: whole(values, 'n') }),
      p: values.p,
      ...tailsOf(values),
    };
    return { comparison: { label: 'these figures', tests: [test] } };
  },
  ['kind', 'tails', 'n'],
);

/** A confidence interval against its estimate: `ci --value 4.1 --low 2.1 --high 8.0 --kind or`. */
export const singleCi: SingleCheck = singleOf(
  ciFromEstimate,
  {
    id: 'ci',
    title: 'A confidence interval against its estimate, standard error and p-value',
    fields: {
      value: { title: 'the printed estimate', example: '4.1' },
      low: { title: 'lower limit', example: '2.1' },
      high: { title: 'upper limit', example: '8.0' },
      kind: {
        title: 'of what: md (a difference of means, if left out), or, rr, hr, rd, r …',
        example: 'or',
        optional: true,
      },
      se: {
        title: 'its standard error, of the logarithm for a ratio',
        example: '0.34',
        optional: true,
      },
      level: { title: 'confidence level, if stated', example: '0.95', optional: true },
      p: { ...pField, optional: true },
    },
  },
  (values) => {
    const { low, high, level, kind = 'md' } = values;
    const effect = {
      kind,
      ...given(values, ['value', 'se', 'p']),
      ci: [low, high],
      ...(level !== undefined && { level: Number(level) }),
    };
    return { comparison: { label: 'these figures', effects: [effect] } };
  },
  ['kind'],
);

/** A standardized difference against means and SDs: `effect-size --value 0.69 --mean1 18.2 …`. */
export const singleEffectSize: SingleCheck = singleOf(
  effectSize,
  {
    id: 'effect-size',
    title: 'An effect size of two groups against their means and SDs',
    fields: {
      value: { title: 'the printed effect size', example: '0.69' },
      kind: {
        title: 'd (if left out), g, smd, glass-delta, md or ratio-of-means',
        example: 'g',
        optional: true,
      },
      n1: { title: 'patients in group 1', example: '20' },
      mean1: { title: 'mean of group 1', example: '18.2' },
      sd1: { title: 'SD of group 1', example: '4.8' },
      n2: { title: 'patients in group 2', example: '20' },
      mean2: { title: 'mean of group 2', example: '15.1' },
      sd2: { title: 'SD of group 2', example: '4.1' },
      standardizer: {
        title: 'what it was divided by, if stated',
        example: 'pooled SD',
        optional: true,
      },
    },
  },
  (values) => {
    const group = (i: 1 | 2) => ({
      visit: { n: whole(values, `n${i}`), mean: values[`mean${i}`], sd: values[`sd${i}`] },
    });
    const effect = {
      kind: values.kind ?? 'd',
      value: values.value,
      ...(values.standardizer !== undefined && { how: { standardizer: values.standardizer } }),
    };
    return {
      cohorts: { first: { n: whole(values, 'n1') }, second: { n: whole(values, 'n2') } },
      measures: { measure: { in: { first: group(1), second: group(2) } } },
      comparison: {
        measure: 'measure',
        between: ['first', 'second'],
        at: 'visit',
        effects: [effect],
      },
    };
  },
  ['kind', 'standardizer', 'n1', 'n2'],
);
