import fc from 'fast-check';

/** A small study: quick to compute, and with all that the mutations are to reach. */
const small = {
  id: 'small',
  cohorts: {
    all: { n: 12, label: 'Patients' },
    event: { of: 'all', n: 3, percent: '25.0' },
    rest: { of: 'all', n: 9 },
    first: { of: 'event', n: '≤2' },
  },
  partitions: [{ of: 'all', into: ['event', 'rest'] }],
  scales: {
    s: { min: 1, max: 5, step: 1, stepSource: 'assumed', better: 'higher' },
    free: { min: 0, max: 100, better: 'lower' },
  },
  measures: {
    m: {
      scale: 's',
      cohort: 'all',
      baseline: 'before',
      at: {
        before: { mean: '1.75', sd: '0.62' },
        after: { n: 11, mean: '3.36', sd: '1.03' },
        last: { mean: '3.5', sd: '1.2', median: '4', range: ['1', '5'] },
      },
    },
    k: {
      scale: 'free',
      cohort: 'event',
      baseline: 'before',
      at: { before: { mean: '41.3', se: '2.1' }, after: { mean: '30.0', ci: ['21.5', '38.5'] } },
    },
  },
  comparisons: [
    { measure: 'm', from: 'before', to: 'after', p: '<.001', correlation: '0.4' },
    { measure: 'k', from: 'before', to: 'after', p: 'ns', claim: 'improved' },
  ],
};

/** Three arms with all that a comparison of groups starts from. */
const arms = {
  id: 'arms',
  design: { arms: 3, randomized: true },
  cohorts: {
    a: { n: 10 },
    b: { n: 11 },
    c: { n: 12 },
    'a-ill': { of: 'a', n: 6 },
    'b-ill': { of: 'b', n: 2 },
  },
  scales: { s: { min: 0, max: 20, better: 'lower' } },
  measures: {
    m: {
      scale: 's',
      baseline: 'before',
      in: {
        a: { before: { mean: '12.5', sd: '3.1' }, after: { mean: '8.1', se: '0.9' } },
        b: { before: { mean: '12.0', variance: '9' }, after: { mean: '11.0', ci: ['9', '13'] } },
        c: {
          before: { median: '12', iqr: ['9', '14'] },
          after: { median: '10', range: ['4', '18'] },
        },
      },
    },
  },
  comparisons: [
    { measure: 'm', between: ['a', 'b', 'c'], at: 'after', p: '.02' },
    {
      measure: 'm',
      between: ['a', 'b'],
      change: ['before', 'after'],
      difference: '-3.4',
      ci: ['-5.5', '-1.3'],
      changeScores: { a: { mean: '-4.4', sd: '2.5' }, b: { mean: '-1.0', se: '0.8' } },
      tests: [{ kind: 't', value: '2.9', df: '19', p: '.009' }],
    },
    {
      events: ['a-ill', 'b-ill'],
      effects: [{ kind: 'or', value: '6.8', ci: ['0.9', '49'] }],
      tests: [{ kind: 'chi2', value: '3.9', p: '<.05' }],
    },
    { between: ['a', 'b'], effects: [{ kind: 'rate-ratio', value: '0.5' }] },
  ],
  counts: [{ columns: ['a', 'b'], rows: { ache: ['3 (30)', 1] } }],
  rates: {
    fa: { cohort: 'a', events: 3, time: '8.5', unit: 'years' },
    fb: { cohort: 'b', events: 7, time: '9.5', unit: 'years' },
  },
};

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What is put in place of a value. Never "NaN", which a label would print. */
const hostile = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, 1, 2, -1, 0.5, 1e308, 5e-324, 1e15, -0, 3.0000000001),
  fc.constantFrom<Json>('', '0', '-1', '0.0', '1e400', '1e-400', '1e300', '1e-300', '99999999'),
  fc.constantFrom<Json>('4.30', '3', '≤5', '<.001', '>.05', 'ns', '164%', '1,234', '1·7', '−2.5'),
  fc.constantFrom<Json>([], {}, ['1', '2'], { min: 0, max: 3 }, { text: '2' }, [[[[[]]]]]),
  fc.constantFrom<Json>('all', 'event', 'before', 'after', 's', 'm', '__proto__', 'toString'),
  fc.constantFrom<Json>('\u0000', '\u202e', '\ud800', '|', '"', 'a'.repeat(300), '\n', '=1+1'),
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: -500, max: 500 }).map((hundredths) => (hundredths / 100).toFixed(2)),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const name = fc.constantFrom('n', 'mean', 'sd', 'of', 'at', 'p', '__proto__', 'constructor', 'x');

/** A change at the place that `where`, a number in [0, 1), picks. */
type Mutation =
  | { readonly kind: 'replace'; readonly where: number; readonly value: Json }
  | { readonly kind: 'remove'; readonly where: number }
  | { readonly kind: 'rename'; readonly where: number; readonly name: string }
  | { readonly kind: 'copy'; readonly where: number; readonly to: number };

const share = fc.double({ min: 0, max: 0.999999, noNaN: true });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), where: share, value: hostile }),
  fc.record({ kind: fc.constant('replace' as const), where: share, value: hostile }),
  fc.record({ kind: fc.constant('remove' as const), where: share }),
  fc.record({ kind: fc.constant('rename' as const), where: share, name }),
  fc.record({ kind: fc.constant('copy' as const), where: share, to: share }),
);

type Path = readonly (string | number)[];

function pathsOf(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, each]) =>
    pathsOf(each as Json, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length > 0 ? [path, ...inside] : inside;
}

function at(value: Json, path: Path): Json {
  return path.reduce<Json>((inner, key) => (inner as Record<string, Json>)[key] ?? null, value);
}

/** The value with what stands at a path changed; `null` takes it away. */
function changed(
  value: Json,
  [key, ...rest]: Path,
  change: (key: string, old: Json) => readonly [key: string, value: Json] | null,
): Json {
  const entries = Object.entries(value as Record<string, Json>).flatMap(([each, old]) => {
    if (each !== String(key)) return [[each, old] as const];
    if (rest.length > 0) return [[each, changed(old, rest, change)] as const];
    const made = change(each, old);
    return made ? [made] : [];
  });
  // `fromEntries` makes "__proto__" a key like any other.
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}

function mutated(study: Json, mutation: Mutation): Json {
  const paths = pathsOf(study);
  const path = paths[Math.floor(mutation.where * paths.length)];
  if (!path) return study;
  switch (mutation.kind) {
    case 'replace':
      return changed(study, path, (key) => [key, mutation.value]);
    case 'remove':
      return changed(study, path, () => null);
    case 'rename':
      return changed(study, path, (_, old) => [mutation.name, old]);
    case 'copy': {
      const from = at(study, paths[Math.floor(mutation.to * paths.length)] ?? []);
      return changed(study, path, (key) => [key, from]);
    }
  }
}

/** A cut in the text itself, after which it is seldom JSON. */
const cut = fc.record({
  where: share,
  length: fc.integer({ min: 0, max: 12 }),
  put: fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', '\\', '/*', '1e9', '-', '\u0001'),
});

/** Study files with up to four things changed in them, some with their text cut as well. */
export const studyText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(mutation, { maxLength: 4 }),
    fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: cut }),
    fc.boolean(),
    fc.constantFrom<Json>(small, arms),
  )
  .map(([mutations, cutting, bare, base]) => {
    const study = mutations.reduce<Json>(mutated, base);
    const text = JSON.stringify(study, null, 1);
    const figures = bare ? text.replace(/: "(-?\d+(\.\d+)?)"/g, ': $1') : text;
    if (!cutting) return figures;
    const start = Math.floor(cutting.where * figures.length);
    return figures.slice(0, start) + cutting.put + figures.slice(start + cutting.length);
  });
