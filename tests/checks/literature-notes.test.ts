import { describe, expect, it } from 'vitest';
import { checked, findingsOf } from './study.ts';

const verdicts = (parts: Readonly<Record<string, unknown>>, ...only: string[]) =>
  checked(parts, { only }).findings.map(({ reported, verdict }) => [reported, verdict]);

describe('Statistics Notes of the BMJ', () => {
  // Altman & Bland, "How to obtain the confidence interval from a P value", BMJ 2011;343:d2090: 49 %
  // against 32 %, P = 0.032: a difference of 17, 1.4 to 32.6; and 0.30 with P = 0.034 (0.10 to 0.90 on
  // vaszar.org, which redoes it). Their formula for z is an approximation; the limits hold it.
  it('a P value, its estimate and the interval made from them stand together', () => {
    const effects = [
      { kind: 'rd', value: '17', ci: ['1.4', '32.6'], p: '0.032' },
      { kind: 'rr', value: '0.30', ci: ['0.10', '0.90'], p: '0.034' },
    ];
    const found = verdicts({ comparisons: [{ label: 'two days', effects }] }, 'ci-from-estimate');
    expect(found).toHaveLength(4);
    expect(found).toEqual(
      expect.arrayContaining([
        ['17', 'reproduced'],
        ['0.032', 'possible'],
        ['0.30', 'reproduced'],
        ['0.034', 'within-rounding'],
      ]),
    );
    // The same P on the wrong side of the interval's message cannot be.
    const wrong = { kind: 'rd', value: '17', ci: ['1.4', '32.6'], p: '0.32' };
    const other = checked({ comparisons: [{ label: 'two days', effects: [wrong] }] }).findings;
    expect(other.find(({ reported }) => reported === '0.32')?.level).not.toBe('pass');
  });

  // Bland & Altman, "The odds ratio", BMJ 2000;320:1468, as lawlessgenomics.com/topic/
  // altman-bland-odds-ratios copies its table: eczema and hay fever in children of eleven.
  const eczema = {
    cohorts: {
      ...{ eczema: { n: 561 }, none: { n: 14453 } },
      hay: { of: 'eczema', n: 141, percent: '25.1' },
      'none-hay': { of: 'none', n: 928, percent: '6.4' },
    },
    comparisons: [
      {
        ...{ label: 'hay fever', events: ['hay', 'none-hay'] },
        effects: [
          { kind: 'rd', value: '18.7' },
          { kind: 'rr', value: '3.91' },
          { kind: 'or', value: '4.89' },
        ],
      },
    ],
  };

  it('141 of 561 and 928 of 14 453: 18.7 points, a ratio of 3.91, odds of 4.89', () => {
    expect(verdicts(eczema, 'effect-size', 'percent-of-count').map(([, v]) => v)).toEqual(
      Array(5).fill('reproduced'),
    );
  });

  it('the odds ratio is the same the other way round: 141 of 1069 and 420 of 13 945', () => {
    const turned = {
      cohorts: {
        ...{ hay: { n: 1069 }, none: { n: 13945 } },
        eczema: { of: 'hay', n: 141, percent: '13.2' },
        'none-eczema': { of: 'none', n: 420, percent: '3.0' },
      },
      comparisons: [
        {
          ...{ label: 'eczema', events: ['eczema', 'none-eczema'] },
          effects: [
            { kind: 'rd', value: '10.2' },
            { kind: 'or', value: '4.89' },
          ],
        },
      ],
    };
    expect(verdicts(turned, 'effect-size').map(([, v]) => v)).toEqual(['reproduced', 'reproduced']);
  });

  // The corner of the table says 15 522. Both margins add up to 15 014.
  it('its printed total is 508 more than the sum of its rows and of its columns', () => {
    const total = (into: Readonly<Record<string, number>>) =>
      findingsOf('partition-total', {
        cohorts: {
          all: { n: 15522 },
          ...Object.fromEntries(Object.entries(into).map(([id, n]) => [id, { of: 'all', n }])),
        },
        partitions: [{ of: 'all', into: Object.keys(into) }],
      })[0];
    expect(total({ eczema: 561, none: 14453 })?.verdict).toBe('inconsistent');
    expect(total({ hay: 1069, none: 13945 })?.why).toContain('1069 + 13945 = 15014, not 15522');
  });
});
