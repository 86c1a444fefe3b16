// Exact reconstruction: the instances of the design, warm, with memory and growth.
import { exists } from '../dist/reconstruct/exists.js';
import { count, list } from '../dist/reconstruct/reconstruct.js';
import { sampleProblem } from '../dist/reconstruct/targets.js';
import { warm } from './processes/warm.mjs';

export const title = 'reconstruct';

const instances = [
  ['4.30', '1.13', 171, 1, 5, 1, 0.1],
  ['4.20', '1.50', 100, 1, 7, 1, 1],
  ['5.50', '2.50', 40, 1, 10, 1, 5],
  ['4.13', '1.50', 200, 1, 7, 1, 15],
  ['10.25', '5.21', 20, 0, 20, 1, 15],
  ['3.26', '0.81', 60, 1, 5, 4, 200],
  ['3.42', '1.13', 1000, 1, 5, 1, 2],
  ['24.50', '12.10', 30, 0, 50, 1, 3000],
];

const problemOf = ([mean, sd, n, min, max, items]) =>
  sampleProblem({ mean, sd, n, scale: { min, max, step: 1, items } });

function counting() {
  return instances.map((instance) => {
    const [mean, sd, n, min, max, items, target] = instance;
    const problem = problemOf(instance);
    const name = `count n ${n}, ${min}–${max}${items > 1 ? `, items ${items}` : ''}, ${mean} ± ${sd}`;
    const found = count(problem);
    return { name: `${name} = ${found}`, value: warm(() => count(problem)), unit: 'ms', target };
  });
}

function listing() {
  const problem = problemOf(['4.13', '1.50', 200, 1, 7, 1]);
  let visited = 0;
  const pass = () => {
    visited = 0;
    let check = 0;
    for (const counts of list(problem)) {
      visited++;
      check += counts[0];
    }
    return check;
  };
  const milliseconds = warm(pass, 2000);
  return [
    {
      name: 'list n 200, 1–7, 4.13 ± 1.50',
      value: (milliseconds * 1e6) / visited,
      unit: 'ns a data set',
      target: 100,
    },
    {
      name: 'memory of the process after listing',
      value: process.memoryUsage().rss / 1e6,
      unit: 'MB',
      target: 100,
    },
  ];
}

/** Printed figures of made-up data sets: n 2–5000, 2–101 scores, and the same with the SD moved. */
function existing() {
  let state = 12345;
  const next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const times = [];
  for (let k = 0; k < 4000; k++) {
    const top = 1 + next(100);
    const n = Math.max(2, Math.round(5000 ** (next(1000) / 1000)));
    const lean = 1 + next(4);
    const scores = Array.from({ length: n }, () => {
      let score = next(top + 1);
      for (let draw = 1; draw < lean; draw++) score = Math.max(score, next(top + 1));
      return score;
    });
    const mean = scores.reduce((a, b) => a + b, 0) / n;
    const sd = Math.sqrt(scores.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
    const moved = k % 2 === 0 ? sd : sd * (0.2 + next(1000) / 700);
    const scale = { min: 0, max: top, step: 1 };
    const problem = sampleProblem({ mean: mean.toFixed(2), sd: moved.toFixed(2), n, scale });
    const start = performance.now();
    exists(problem);
    times.push(performance.now() - start);
  }
  const sorted = times.slice(400).sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))];
  return [
    { name: 'exists, n ≤ 5000, ≤ 101 scores: median', value: at(0.5), unit: 'ms' },
    { name: 'exists, n ≤ 5000, ≤ 101 scores: 99 %', value: at(0.99), unit: 'ms', target: 1 },
    { name: 'exists, n ≤ 5000, ≤ 101 scores: slowest', value: at(1), unit: 'ms' },
  ];
}

/** How counting grows with n (on 1–7) and with the width of the scale (n 40). */
function growth() {
  const sizes = [50, 100, 200, 400].map((n) => ({
    name: `growth: count n ${n}, 1–7, 4.00 ± 1.50`,
    value: warm(() => count(problemOf(['4.00', '1.50', n, 1, 7, 1])), 300),
    unit: 'ms',
  }));
  const widths = [5, 10, 15, 20].map((max) => {
    const instance = [(max / 2).toFixed(2), (max / 4).toFixed(2), 40, 0, max, 1];
    return {
      name: `growth: count n 40, 0–${max}`,
      value: warm(() => count(problemOf(instance)), 300),
      unit: 'ms',
    };
  });
  return [...sizes, ...widths];
}

export async function run() {
  // Listing first, so that its memory is its own.
  return [...listing(), ...counting(), ...existing(), ...growth()];
}
