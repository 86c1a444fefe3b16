// What must be true of the patients: the bundled study, and growth in n and in the scale's width.
import { boundChange } from '../dist/reconstruct/bound-change.js';
import { warm } from './processes/warm.mjs';

export const title = 'bounds';

const whole = (min, max) => ({ min, max, step: 1 });

function bundled() {
  const visits = [
    ['4.33', '0.85'],
    ['4.30', '1.06'],
    ['4.30', '1.13'],
    ['4.39', '1.07'],
  ];
  const before = { mean: '1.72', sd: '0.57', n: 171 };
  const all = () =>
    visits.map(([mean, sd]) =>
      boundChange({ scale: whole(1, 5), before, after: { mean, sd, n: 171 } }),
    );
  const start = performance.now();
  all();
  const cold = performance.now() - start;
  return [
    { name: 'four visits of the bundled study, first call', value: cold, unit: 'ms' },
    { name: 'four visits of the bundled study', value: warm(all), unit: 'ms', target: 50 },
  ];
}

/** A mean that moves from 30 % to 60 % of the scale, SDs of 20 and 25 % of it. */
function growing(n, max, witnesses) {
  const figure = (share) => (share * max).toFixed(1);
  const call = () =>
    boundChange({
      scale: whole(0, max),
      before: { n, mean: figure(0.3), sd: figure(0.2) },
      after: { n, mean: figure(0.6), sd: figure(0.25) },
      witnesses,
    });
  return { name: `growth: n ${n}, 0–${max}, ${call().status}`, value: warm(call, 300), unit: 'ms' };
}

export async function run() {
  const sizes = [25, 50, 100, 200, 400].map((n) => growing(n, 4, false));
  const widths = [3, 5, 10, 20, 50, 100].map((max) => growing(60, max, false));
  return [...bundled(), ...sizes, ...widths];
}
