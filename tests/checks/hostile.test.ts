import { expect, it } from 'vitest';
import { checked } from './study.ts';

const comparison = (text: string, size: string) => ({
  measure: 'm',
  from: 'x',
  to: 'y',
  p: '.5',
  difference: text,
  se: size,
  ci: [text, text],
  correlation: '0.5',
  improvement: text,
  changeScore: { n: 10, mean: text, sd: size },
  tests: [
    { kind: 't', value: text, df: '9', p: '0' },
    { kind: 'F', value: size, df: ['1', '9'], p: '1' },
    { kind: 'chi2', value: size, df: '1', p: '.3' },
  ],
  effects: [
    { kind: 'd', value: text },
    { kind: 'g', value: text, ci: [text, text] },
    { kind: 'dz', value: text },
    { kind: 'or', value: size, ci: [size, size], se: size },
  ],
  how: { test: 'paired t', tails: 2, interval: 't', standardizer: 'SD before' },
});
const figures = ['0', '0.0000', '-0', '1e-9', '1e300', '-1e300', '99999999999999999999'];

it.each(figures)(
  'check ends in plain numbers and words where all that is printed is %s',
  (text) => {
    const size = text.replace(/^-/, '');
    const { findings } = checked({
      cohorts: { all: { n: 10 } },
      measures: {
        m: {
          cohort: 'all',
          at: { x: { n: 10, mean: text, sd: size }, y: { n: 10, mean: '0', sd: size } },
        },
        row: { cohort: 'all', n: 10, mean: text, se: size, median: text, range: [text, text] },
      },
      comparisons: [comparison(text, size)],
    });
    expect(findings.length).toBeGreaterThan(0);
    const odd = JSON.stringify(findings, (_, value) =>
      typeof value === 'number' && !Number.isFinite(value) ? 'NaN' : value,
    );
    expect(odd).not.toMatch(/NaN|Infinity/);
  },
);
