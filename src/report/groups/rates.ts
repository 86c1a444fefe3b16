import type { Method } from '../../estimates/method.ts';
import { rateExactMethod } from '../../estimates/rate.ts';
import {
  rateDifferenceMethod,
  rateRatioExactMethod,
  rateRatioWaldMethod,
} from '../../estimates/two-rates.ts';
import type { Rate } from '../../study/model.ts';
import { type Context, shown, usable } from '../context.ts';
import { formatInterval, formatNumber, formatPercent } from '../digits.ts';
import type { Row, Table } from '../document.ts';
import { asMoment } from '../moments.ts';
import { joined, type Section } from '../section.ts';
import { type Applied, applied } from './applied.ts';
import { withoutNumber } from './means.ts';
import { exactly, ratioTexts } from './proportions.ts';

/** Events per person-time with exact limits, and the rates of two groups against each other. */
export function rates(context: Context): Section {
  const { rates: entries } = context.study;
  if (entries.length === 0) return { results: [], parts: [] };
  return joined([
    rateTable(context, entries),
    ...ratePairs(context).map((pair) => pairTable(context, pair)),
  ]);
}

function rateTable(context: Context, entries: readonly Rate[]): Section {
  const { level } = context.options;
  const made = entries.map((entry) => ({ entry, of: rateResult(context, entry) }));
  const table: Table = {
    kind: 'table',
    id: 'rates',
    title: 'Rates',
    columns: [
      { header: '', align: 'left' },
      { header: 'events', align: 'right' },
      { header: 'time', align: 'right' },
      { header: 'rate', align: 'right' },
      { header: `CI ${formatPercent(level, 0)} %`, under: '(exact)', align: 'right' },
      { header: 'printed', align: 'right', giveWay: 1 },
    ],
    rows: made.map(({ entry, of }): Row => {
      const { value, ci } = of.result;
      const times = (number: number | null | undefined) =>
        number == null ? null : number * entry.per;
      const decimals = Math.max(2, entry.rate?.[0].decimals ?? 0);
      return {
        cells: [
          entry.label + perText(entry),
          entry.events?.text ?? '–',
          shown(context, entry.time),
          value === null ? '–' : formatNumber(value * entry.per, decimals),
          ci ? formatInterval(times(ci.low), times(ci.high), decimals) : '–',
          shown(context, entry.rate),
        ],
      };
    }),
    caption:
      'The interval takes events as independent of each other and their rate as constant; one patient can have several.',
  };
  return { results: made.map(({ of }) => of.result), parts: [table] };
}

/** ", per 100 person-years". */
function perText({ per, unit }: Rate): string {
  const time = unit ?? 'unit of time';
  return `, per ${per === 1 ? time.replace(/s$/, '') : `${per} ${time}`}`;
}

/** The given methods for every rate and every two rates, for `--all`. */
export function rateMethodRows(
  context: Context,
  methods: readonly Method[],
): readonly { readonly label: string; readonly made: readonly Applied[] }[] {
  const [single, double] = [true, false].map((one) =>
    methods.filter(({ needs }) => 'time' in needs === one),
  );
  return [
    ...context.study.rates.map((entry) => ({
      label: entry.label,
      made: (single ?? []).map((method) => rateResult(context, entry, method)),
    })),
    ...ratePairs(context).map((pair) => ({
      label: `${pair[0].label} against ${pair[1].label}`,
      made: (double ?? []).map((method) => pairResult(context, pair, method)),
    })),
  ];
}

function rateResult(context: Context, entry: Rate, method: Method = rateExactMethod): Applied {
  const about = {
    path: `rates.${entry.id}`,
    label: entry.label,
    cohort: entry.cohort,
    unit: `events per ${(entry.unit ?? 'unit of time').replace(/s$/, '')}`,
  };
  const numbers = numbersOf(context, entry);
  if (typeof numbers === 'string') return withoutNumber(method, about, numbers);
  const { x, time } = numbers;
  return applied(context, method, about, { counts: { x }, rounded: { time } });
}

function numbersOf(context: Context, entry: Rate) {
  const time = asMoment(usable(context, entry.time));
  const x = entry.events && exactly(entry.events);
  if (x === null) return 'missing: number of events';
  if (time === null) return 'missing: person-time';
  return { x, time };
}

/** Rates that the file relates: of two groups without common patients, under one label and unit. */
function ratePairs({ study }: Context): readonly (readonly [Rate, Rate])[] {
  const named = study.comparisons.flatMap(({ between, effects }) => {
    const isOfRates = effects.some(
      ({ kind }) => kind === 'rate-ratio' || kind === 'rate-difference',
    );
    const [one, two] = between;
    return isOfRates && one && two && between.length === 2 ? [[one, two] as const] : [];
  });
  return named.flatMap(([one, two]) => {
    const second = study.rates.find(({ cohort }) => cohort === two);
    const first = study.rates.find(({ cohort, unit }) => cohort === one && unit === second?.unit);
    return first && second ? [[first, second] as const] : [];
  });
}

function pairTable(context: Context, pair: readonly [Rate, Rate]): Section {
  const [first, second] = pair;
  const by = (method: Method) => pairResult(context, pair, method);
  const [ratio, difference, pooled] = [
    by(rateRatioExactMethod),
    by(rateDifferenceMethod),
    by(rateRatioWaldMethod),
  ];
  const level = `CI ${formatPercent(context.options.level, 0)} %`;
  const texts = ratioTexts(ratio.result);
  const table: Table = {
    kind: 'table',
    id: `rates-${first.id}-${second.id}`,
    title: 'Rates between groups',
    subtitle: `${first.label} against ${second.label}`,
    columns: [
      { header: '', align: 'left' },
      { header: '', align: 'right' },
      { header: level, align: 'right' },
      { header: '', align: 'left', giveWay: 1 },
    ],
    rows: [
      { cells: ['rate ratio', ...texts, 'exact'] },
      {
        cells: [
          `rate difference${perText({ ...first, per: 1 })}`,
          difference.signed,
          difference.interval,
          'normal',
        ],
      },
    ],
    caption: `Above 1, or above 0, means more events with ${first.label}.`,
  };
  return { results: [ratio, difference, pooled].map(({ result }) => result), parts: [table] };
}

function pairResult(
  context: Context,
  [first, second]: readonly [Rate, Rate],
  method: Method,
): Applied {
  const ids = [first.cohort, second.cohort].filter((id) => id !== null);
  const about = {
    path: `rates.${first.id}-${second.id}`,
    label: `${first.label} against ${second.label}`,
    between: ids,
    group: `rates.${ids.join('-')}`,
  };
  const [one, two] = [numbersOf(context, first), numbersOf(context, second)];
  if (typeof one === 'string') return withoutNumber(method, about, `${one} of ${first.label}`);
  if (typeof two === 'string') return withoutNumber(method, about, `${two} of ${second.label}`);
  return applied(context, method, about, {
    counts: { x1: one.x, x2: two.x },
    rounded: { t1: one.time, t2: two.time },
  });
}
