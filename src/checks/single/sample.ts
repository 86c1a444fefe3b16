import { InputError } from '../../errors.ts';
import { parseStudy } from '../../study/read.ts';
import type { Check, CheckContext, CheckOptions, Judgement } from '../engine/check.ts';
import { gravity } from '../engine/finding.ts';
import { strengthOf } from '../engine/strength.ts';
import { sampleExists } from '../sample-exists.ts';
import { sdBoundsCheck } from '../sd-bounds.ts';
import { countOf, fields, figureOf } from './granularity.ts';
import type { Field, SingleCheck, SingleResult } from './index.ts';

const limits = {
  min: { title: 'the least possible score', example: '1' },
  max: { title: 'the greatest possible score', example: '5' },
  step: { title: 'distance between neighbouring scores', example: '1' },
} as const satisfies Record<string, Field>;

type Values = Readonly<Record<string, string>>;

/** A number of the scale. */
function scaleNumber(values: Values, name: string): number {
  const number = Number(figureOf(values, name));
  if (Number.isFinite(number)) return number;
  throw new InputError(`${name} is a plain number; got ${JSON.stringify(values[name])}`);
}

/** The figures as a study file would have them, all stated. */
function contextOf(values: Values, options: CheckOptions): CheckContext {
  const [min, max] = [scaleNumber(values, 'min'), scaleNumber(values, 'max')];
  if (min >= max) throw new InputError(`min is below max; got min = ${min} and max = ${max}`);
  const printed = (name: string) =>
    values[name] === undefined ? {} : { [name]: figureOf(values, name) };
  const range = /^(.+):(.+)$/.exec(values['range'] ?? '');
  if (values['range'] !== undefined && !range) {
    throw new InputError(
      `range is the least and greatest observed score, as "1:5"; got ${JSON.stringify(values['range'])}`,
    );
  }
  const step = values['step'] === undefined ? null : scaleNumber(values, 'step');
  if (step !== null && step <= 0) throw new InputError(`step is above 0; got ${step}`);
  const file = {
    id: 'calc',
    scales: { s: { min, max, ...(step !== null && { step, stepSource: 'stated' }) } },
    cohorts: { all: { n: countOf(values, 'n') } },
    measures: {
      figures: {
        scale: 's',
        cohort: 'all',
        items: countOf(values, 'items', 1),
        n: countOf(values, 'n'),
        ...printed('mean'),
        ...printed('sd'),
        ...printed('median'),
        ...(range && { range: [range[1] ?? '', range[2] ?? ''] }),
      },
    },
  };
  const study = parseStudy(JSON.stringify(file), { file: 'calc' });
  const impossible = new Set(
    study.warnings.filter(({ kind }) => kind !== 'constant').map(({ path }) => path),
  );
  return { ...options, study, impossible, running: new Set() };
}

/** Runs a check on figures given one by one; with several judgements the gravest counts. */
function single(check: Check, title: string, own: SingleCheck['fields']): SingleCheck {
  const judge = (values: Values, options: CheckOptions): SingleResult => {
    const context = contextOf(values, options);
    const [warning] = context.study.warnings.filter(({ kind }) => kind === 'value');
    if (warning) {
      const why = `${warning.message.charAt(0).toUpperCase()}${warning.message.slice(1)}.`;
      return { ...nothing, verdict: 'impossible-as-entered', why };
    }
    const judgements = [...check.run(context)];
    const last = judgements.reduce<Judgement | null>(
      (worst, each) => (worst && gravity(worst.verdict) > gravity(each.verdict) ? worst : each),
      null,
    );
    if (!last) {
      return { ...nothing, verdict: 'not-checkable', why: `Missing: ${check.needs}.` };
    }
    const { verdict, recomputed = null, conditions = [], tried = [], reported, instead } = last;
    const power = instead ? (strengthOf(reported.text, instead)?.power ?? null) : null;
    return { verdict, why: last.why, recomputed, conditions, tried, power };
  };
  return { id: check.id, title, fields: own, judge };
}

const nothing = { recomputed: null, conditions: [], tried: [], power: null } as const;

/** Whether any scores of a scale have the printed figures. */
export const singleSampleExists = single(
  sampleExists,
  'Does some data set have this mean, SD and whatever else is printed?',
  {
    mean: { ...fields.mean, example: '4.30', optional: true },
    sd: { ...fields.sd, optional: true },
    n: { ...fields.n, example: '171' },
    ...limits,
    items: fields.items,
    median: { title: 'the median as printed', example: '5', optional: true },
    range: { title: 'least and greatest observed score', example: '2:5', optional: true },
  },
);

/** Whether an SD lies within what mean, n and limits allow. */
export const singleSdBounds = single(
  sdBoundsCheck,
  'Is this SD possible for the mean, n and limits?',
  {
    mean: { ...fields.mean, example: '4.30' },
    sd: fields.sd,
    n: { ...fields.n, example: '171' },
    min: limits.min,
    max: limits.max,
    step: { ...limits.step, optional: true },
    items: fields.items,
  },
);
