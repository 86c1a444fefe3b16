import { expect, it } from 'vitest';
import { reportOf, resultOf, studyOf } from './studies.ts';

/** One group with these figures at one visit. */
async function summaryOf(figures: object, n: number | null = 25) {
  const study = studyOf({
    cohorts: { all: { n } },
    measures: { pain: { unit: 'mm', cohort: 'all', at: { 'last-visit': figures } } },
  });
  const report = await reportOf(study);
  return { report, mean: resultOf(report, 'pain.all.last-visit.mean_t') };
}

it.each([
  // SD = SE √n; √variance; √25 · 2 · 2.063899 / (2 t), t(0.975; 24) = 2.063899 (R: qt(0.975, 24))
  [{ mean: '10.0', se: '2.0' }, 10, /^SD from the printed SE by sd_from_se: SE √25\.$/],
  [{ mean: '10.0', variance: '100' }, 10, /^SD from the printed variance/],
  [{ mean: '10.0', ci: ['5.87', '14.13'] }, 10, /^SD from the printed 95 % .* sd_from_ci_t/],
  [
    { mean: '10.0', ci: ['6.08', '13.92'], how: { interval: 'normal' } },
    10,
    /by sd_from_ci_z: √25 \(high − low\)\/\(2 z\)/,
  ],
])('%j has an SD of %d, and says how it was converted', async (figures, sd, how) => {
  const { mean } = await summaryOf(figures);
  expect(mean.inputs['sd']).toBeCloseTo(sd, 1);
  expect(mean.assumptions.filter((text) => how.test(text))).toHaveLength(1);
  expect(mean.inputs['mean']).toMatchObject({ text: '10.0', decimals: 1 });
});

it('prefers what is nearest to an SD: the variance to the SE, the SE to the interval and quartiles', async () => {
  const all = { mean: '10', variance: '4', se: '1', ci: ['5', '15'], iqr: ['8', '12'] };
  const order = ['variance', 'SE', 'interval', 'quartiles'];
  const keys = ['variance', 'se', 'ci', 'iqr'] as const;
  for (const [i, name] of order.entries()) {
    const left = Object.fromEntries(
      Object.entries(all).filter(([key]) => !keys.slice(0, i).includes(key as 'se')),
    );
    const { mean } = await summaryOf(left);
    expect(mean.assumptions.join(' ')).toContain(name);
  }
});

it('leaves a printed SD as it is, whatever else is printed', async () => {
  const { mean } = await summaryOf({ mean: '10', sd: '3', se: '2', median: '9', iqr: ['7', '12'] });
  expect(mean.inputs['sd']).toMatchObject({ text: '3' });
  expect(mean.assumptions.filter((text) => /from/.test(text))).toEqual([]);
});

it('never takes what is ± for an SD or an SE: nothing is computed, and the list says why', async () => {
  const { report, mean } = await summaryOf({ mean: '10.0', spread: '2.0' });
  expect(mean.value).toBeNull();
  expect(mean.reason).toMatch(/^missing: SD \(± 2\.0 is printed, and not whether it is an SD or/);
  const list = report.parts.find((part) => part.kind === 'list' && part.title === 'Not computed');
  expect(JSON.stringify(list)).toContain('± 2.0 is printed');
});

it('converts nothing from a median outside its quartiles, and says so', async () => {
  const { mean } = await summaryOf({ median: '2', iqr: ['3.0', '6.0'] });
  expect(mean.reason).toBe(
    'undefined: the printed median 2 lies outside the printed quartiles, 3.0 to 6.0',
  );
});

it.each([
  [{ mean: '10', se: '2' }, null, 'missing: SD and number of patients'],
  [{ mean: '10' }, 25, 'missing: SD'],
  [{ sd: '2' }, 25, 'missing: mean'],
  [{ median: '9' }, 25, 'missing: mean and SD'],
  [{ median: '9', iqr: ['7', '12'], how: { transform: 'log' } }, 25, 'missing: mean and SD'],
])('%j of %j patients: %s', async (figures, n, reason) => {
  expect((await summaryOf(figures, n)).mean.reason).toBe(reason);
});

it('does not convert what cannot be true', async () => {
  const { mean } = await summaryOf({ mean: '10', se: '-2' });
  expect(mean.value).toBeNull();
  expect(mean.reason).toMatch(/^impossible: /);
});

it('a conversion carries the rounding of its figures into the printed digits', async () => {
  const { report } = await summaryOf({ mean: '10.00', se: '2' }, 100);
  const text = JSON.stringify(report.parts);
  // SE 2 is 1.5 to 2.5: the limits move by 1, so that whole numbers are what is known.
  expect(text).toContain('[6, 14]');
});
