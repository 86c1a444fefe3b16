import { describe, expect, it } from 'vitest';
import { pictures } from '../../src/plots/index.ts';
import { draw, figuresChecked, picture, rowsOf } from './drawn.ts';

const reasonOf = async (...asked: Parameters<typeof draw>): Promise<string> => {
  const made = await draw(...asked);
  return 'reason' in made ? made.reason : 'a picture';
};

describe('change', () => {
  it('shows every printed mean with its t interval on the whole scale', async () => {
    const { panel, lead } = await picture('change');
    if (panel.kind !== 'rows') throw new Error('no rows');
    expect(panel.axis).toMatchObject({
      low: 1,
      high: 5,
      ticks: [1, 2, 3, 4, 5],
      ends: { low: '1 is worst', high: '5 is best' },
      reference: 1.72,
    });
    expect(lead).toBe('171 patients. Mean as printed, and its 95 % confidence interval (t).');
    // The intervals of the oracle single_mean/mean_t, real-before … real-last, rounded outward.
    expect(panel.groups[0]?.rows.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Before: 1.72 [1.63, 1.81]',
      '1 week: 4.33 [4.20, 4.46]',
      '3 months: 4.30 [4.13, 4.47]',
      '12 months: 4.30 [4.12, 4.48]',
      'Last follow-up: 4.39 [4.22, 4.56]',
    ]);
  });

  it('says which end is best where lower is better, and n where it differs', async () => {
    const made = await picture('change', 'two-arms');
    expect(made.panel).toMatchObject({ axis: { ends: { low: '0 is best', high: '32 is worst' } } });
    expect(rowsOf(made).map(({ group, label }) => `${group}: ${label}`)).toEqual([
      'Active stimulation: Before, n = 20',
      'Active stimulation: 6 months, n = 20',
      'Sham stimulation: Before, n = 19',
      'Sham stimulation: 6 months, n = 18',
    ]);
  });

  it('takes one arm, and one visit with its baseline', async () => {
    const made = await picture('change', 'two-arms', { of: 'tremor.sham@6-months' });
    expect(rowsOf(made).map(({ label }) => label)).toEqual(['Before, n = 19', '6 months, n = 18']);
  });
});

describe('flow', () => {
  it('shows what two independent programs found of the bundled study', async () => {
    const values = rowsOf(await picture('flow')).map(
      ({ group, label, value }) => `${group}: ${label} ${value}`,
    );
    // spec: patients ≥ 1 point higher, and lower, at the four visits.
    for (const [visit, higher, lower] of [
      ['1 week', '150–171', '0–12'],
      ['3 months', '139–171', '0–18'],
      ['12 months', '134–171', '0–20'],
      ['Last follow-up', '139–171', '0–17'],
    ]) {
      expect(values).toContain(`${visit}: higher ${higher}`);
      expect(values).toContain(`${visit}: lower ${lower}`);
    }
  });

  it('adds the change that was asked for', async () => {
    const values = rowsOf(
      await picture('flow', 'bundled', { of: 'tsfd@1-week' }, { threshold: 2 }),
    );
    expect(values.map(({ label, value }) => `${label} ${value}`)).toContain(
      'by 2 points or more higher 118–171',
    );
  });

  it('says that an end is proved and not known to be reached', async () => {
    const tremor = {
      scale: 's',
      cohort: 'all',
      baseline: 'before',
      at: { before: { mean: '5.83', sd: '2.10' }, after: { mean: '4.62', sd: '2.24' } },
    };
    const scale = { min: 0, max: 10, step: 1, stepSource: 'manual' };
    const study = {
      id: 'x',
      cohorts: { all: { n: 24 } },
      scales: { s: scale },
      measures: { tremor },
    };
    const made = await picture('flow', JSON.stringify(study));
    expect(rowsOf(made).some(({ value }) => value.includes('*'))).toBe(true);
    expect(made.notes.join(' ')).toContain(
      '* Proved; whether some data set reaches it is not known.',
    );
  });
});

describe('distribution', () => {
  // The six data sets before, found by two independent programs.
  const before = [
    [58, 103, 10, 0, 0],
    [57, 106, 7, 1, 0],
    [56, 109, 4, 2, 0],
    [55, 112, 1, 3, 0],
    [55, 111, 4, 0, 1],
    [54, 114, 1, 1, 1],
  ];

  it('has least, mean and greatest number of every score over those data sets', async () => {
    const made = await picture('distribution', 'bundled', { of: 'tsfd@1-week' });
    const bars = rowsOf(made)
      .filter(({ group }) => group === 'Before: 1.72 ± 0.57')
      .map(({ marks }) => marks[0]);
    expect(bars).toHaveLength(5);
    bars.forEach((bar, score) => {
      const counts = before.map((dataSet) => dataSet[score] ?? 0);
      const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
      expect(bar).toMatchObject({
        kind: 'bar',
        sure: Math.min(...counts),
        most: Math.max(...counts),
      });
      if (bar?.kind === 'bar') expect(bar.mean).toBeCloseTo(mean, 12);
    });
    expect(made.notes[0]).toContain('6 before and 256 at 1 week');
  });
});

describe('forest', () => {
  it('shows the events by Wilson, and says how many of how many', async () => {
    const rows = rowsOf(await picture('forest'));
    // 18 of 171 by Wilson's formula: [6.76, 16.02] %.
    expect(rows[2]).toMatchObject({
      label: 'Recurrence, 18\u00a0of\u00a0171',
      value: '10.5 [6.7, 16.1]',
    });
    expect(rows.map(({ indent }) => indent)).toEqual([0, 0, 0, 1, 2]);
  });

  it('groups several studies, and several methods', async () => {
    const studies = rowsOf(
      await picture('forest', ['tipping', 'two-arms'], { methods: ['change_t'] }),
    );
    // 0.55 ± t(0.975; 23) 2.26/√24, the widest: at the least correlation that is possible, −0.95.
    expect(studies.map(({ group, value }) => `${group}: ${value}`)).toEqual([
      'A made-up study whose P depends on the correlation: 0.55 [−0.41, 1.51]',
      'A made-up study of two arms: −8.5 [−13.2, −3.8]',
      'A made-up study of two arms: −0.8 [−5.1, 3.5]',
    ]);
    const methods = await picture('forest', 'tipping', { methods: ['wilson', 'clopper-pearson'] });
    expect(rowsOf(methods).map(({ group, label }) => `${group}: ${label}`)).toEqual([
      'Relapse, 5\u00a0of\u00a024: wilson',
      'Relapse, 5\u00a0of\u00a024: clopper_pearson',
    ]);
  });

  it('says why there is nothing to draw', async () => {
    expect(await reasonOf('forest', 'bundled', { methods: ['nonsense'] })).toContain(
      'no method is called "nonsense"',
    );
    expect(await reasonOf('forest', 'bundled', { methods: ['wilson', 'd_av'] })).toContain(
      'one axis shows one',
    );
    expect(await reasonOf('forest', 'bundled', { methods: ['hedges-g'] })).toContain(
      'is for two groups',
    );
    expect(await reasonOf('forest', 'two-arms', { methods: ['wilson'] })).toContain(
      'no such figures',
    );
  });
});

describe('sensitivity', () => {
  it('marks the correlation at which P .05 is crossed', async () => {
    const { panel, notes } = await picture('sensitivity', 'tipping');
    if (panel.kind !== 'curves') throw new Error('no curves');
    // At the printed figures: SD² = D² n / t², t(0.975; 23) = 2.0687, so r = 0.3623.
    const [s1, s2, d, t] = [1.09, 1.21, 0.55, 2.068658];
    const r = (s1 ** 2 + s2 ** 2 - (d ** 2 * 24) / t ** 2) / (2 * s1 * s2);
    const [marker] = panel.markers;
    expect(marker?.low).toBeLessThan(r);
    expect(marker?.high).toBeGreaterThan(r);
    const sides = panel.areas[0]?.points.map(({ x, low }) => low > 0 === x > r);
    expect(sides?.every(Boolean)).toBe(true);
    // Over the rounding: d from 0.54 to 0.56, SDs ± 0.005: r from 0.332 to 0.395.
    expect(notes[0]).toBe(
      'Tipping point: the paired t test gives P <.05 at every correlation above 0.40 and at none below 0.33.',
    );
  });

  it('says where there is no tipping point, and shades what is possible', async () => {
    const { panel, notes } = await picture('sensitivity', 'bundled', { of: 'tsfd@1-week' });
    expect(notes[0]).toContain('No tipping point');
    expect(panel).toMatchObject({
      markers: [],
      shades: [{ label: 'possible with the printed figures: −0.82 to 0.84' }],
    });
  });

  it('goes through numbers of patients instead', async () => {
    const options = { n: { low: 20, high: 171 } };
    const made = await picture('sensitivity', 'bundled', { of: 'tsfd@12-months' }, options);
    // spec: n = 20 and some values from 33 to 171 fit; in all of them at least 65.0 %.
    expect(made.notes[0]).toBe(
      '108 numbers of patients fit. At each of them at least 65.0 % scored 1 point or more higher.',
    );
    if (made.panel.kind === 'curves')
      expect(made.panel.lines[0]?.points[0]).toEqual({ x: 20, y: 65 });
  });
});

describe('checks', () => {
  it('counts units of the last printed digit, and puts what does not follow first', () => {
    const rows = rowsOf(figuresChecked());
    expect(rows.map(({ group, value }) => `${group}: ${value}`)).toEqual([
      'Does not follow from the other figures: 54.1: 53.800',
      'No method that was tried gives it: 9.9: at most 2.000',
      'Agrees with the other figures: 16.4: 16.370 to 16.380',
      'Agrees with the other figures: <.001: 2.5e−170 to 6.1e−56',
    ]);
    const [band, interval] = rows[0]?.marks ?? [];
    expect(band).toEqual({ kind: 'band', low: -0.5, high: 0.5 });
    if (interval?.kind === 'interval') expect(interval.value).toBeCloseTo(-3, 9);
  });

  it('draws the percentages of the bundled study', async () => {
    const rows = rowsOf(await picture('checks'));
    // 28 of 171 is 16.374 %, 6 of 171 is 3.509 %.
    expect(rows.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['16.4: 16.374', '3.5: 3.509']),
    );
  });
});

describe('a scale without a step', () => {
  it.each([
    ['flow', 'nothing is proved of single patients'],
    ['distribution', 'its scale has no step'],
  ])('gives no %s, and says why', async (kind, why) => {
    expect(await reasonOf(kind, 'two-arms')).toContain(why);
  });
});

describe('every kind of picture', () => {
  it.each(pictures.map(({ id }) => id))(
    '%s says why there is nothing to draw of an empty study',
    async (kind) => {
      expect(await reasonOf(kind, '{"id":"empty"}')).not.toBe('a picture');
    },
  );

  it.each(pictures.map(({ id }) => id).filter((id) => !['forest', 'checks'].includes(id)))(
    '%s says what there is instead of a measure that is not there',
    async (kind) => {
      expect(await reasonOf(kind, 'bundled', { of: 'pain@1-week' })).toContain(
        'it has tsfd@before',
      );
    },
  );
});
