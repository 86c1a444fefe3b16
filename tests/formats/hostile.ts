/** Texts that would do harm if a format let them through as anything but text. */
export const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "';--</style></title><svg onload=alert(1)>",
  '&lt;b&gt; &amp; 100 % #1 ~ ^ _x_ {y} $z$ \\input{/etc/passwd}',
  '`$(7*7)` `rm -rf` ]]> %s | a & b \\\\',
];

/** A study whose title, labels, names and notes are hostile; ids are held to plain letters. */
export function hostileStudy(): string {
  const [a = '', b = '', c = '', d = '', e = ''] = hostile;
  return JSON.stringify({
    id: 'hostile',
    title: b,
    citation: { authors: [c], journal: d, year: 2024 },
    source: 'x',
    sources: { x: { kind: e, title: a }, y: { kind: b } },
    cohorts: {
      all: { n: 40, label: a },
      part: { of: 'all', n: 6, percent: '15.0', label: c, note: d },
    },
    scales: { s: { name: e, min: 0, max: 10, step: 1, stepSource: a, better: 'lower' } },
    measures: {
      score: {
        label: c,
        scale: 's',
        cohort: 'all',
        baseline: 'before',
        at: {
          before: { label: a, mean: '6.8', sd: '1.9' },
          after: { label: d, n: 38, mean: '3.4', sd: '2.2' },
        },
      },
    },
    comparisons: [
      { measure: 'score', from: 'before', to: 'after', p: '<.001', claim: 'improved', note: e },
    ],
    assumptions: hostile,
    notes: hostile,
  });
}
