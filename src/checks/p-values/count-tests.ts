import { chisqGroups, type SeveralProportions } from '../../estimates/chisq-groups.ts';
import { fisherOneSided, orFisher } from '../../estimates/fisher.ts';
import { mcnemar, mcnemarCc, mcnemarExact, mcnemarMidp } from '../../estimates/mcnemar.ts';
import type { Estimate } from '../../estimates/method.ts';
import type { PairedCounts } from '../../estimates/paired-counts.ts';
import { rdWald } from '../../estimates/risk-difference.ts';
import { chisq, chisqYates } from '../../estimates/two-by-two.ts';
import type { TwoProportions } from '../../estimates/two-proportions.ts';
import { chiSquareTails } from '../../numeric/chi-square.ts';
import { type ExactTableP, exactTableP, type TableOrder } from '../../numeric/exact-table.ts';
import { hypergeometricPmf, hypergeometricTails } from '../../numeric/hypergeometric.ts';
import { normalTails } from '../../numeric/normal.ts';
import type { Count } from '../../study/model.ts';
import type { EventGroup, Events } from '../comparisons/compared.ts';
import { type TestName, testNames } from '../comparisons/named-test.ts';
import { join, outward, type Span } from '../engine/span.ts';
import { fixed } from '../engine/words.ts';
import { drawnSpan } from './drawn.ts';
import type { Test } from './judge-p.ts';
import { pAlone } from './tail-spans.ts';

/** More tables than this are not gone through when counts are known only within limits. */
const mostTables = 400;

/** Tests of patients with an event in two or more groups. Counts are exact: only limits leave a range. */
export function countTests({ groups, sameWhole }: Events): readonly Test[] {
  const tables = tablesOf(groups);
  if (tables === null) return [];
  if (groups.length > 2) {
    const tests = severalGroups(tables);
    return sameWhole ? tests.map(asIndependent) : tests;
  }
  const twoByTwo = tables.map((table): TwoProportions => {
    const [first, second] = table as [Cells, Cells];
    return { x1: first.x, n1: first.n, x2: second.x, n2: second.n };
  });
  const [first] = twoByTwo;
  const independent = [
    over('chi-square', twoByTwo, (table) => fromP(chisq(table)), 'chi'),
    over('yates', twoByTwo, (table) => fromP(chisqYates(table)), 'chi'),
    over('fisher', twoByTwo, fisher, null),
    titled(over('fisher', twoByTwo, fisherDoubled, null), "Fisher's exact test, one tail doubled"),
    titled(
      over('chi-square', twoByTwo, (table) => lessOne(table, chisq(table)), 'chi'),
      'a χ² test with N − 1 for N',
    ),
    titled(over('chi-square', twoByTwo, likelihoodRatio, 'chi'), 'a likelihood-ratio χ² test'),
    over('fisher-mid-p', twoByTwo, fisherMidP, null),
    over('chi-square-exact', twoByTwo, exactChiSquare, null),
    over('z', twoByTwo, unpooledZ, 'z'),
  ].filter((test) => test !== null);
  if (!sameWhole || !first || twoByTwo.length > 1) return independent;
  return [...overlapTests(first), ...independent.map(asIndependent)];
}

interface Cells {
  readonly x: number;
  readonly n: number;
}

/** A p-value with its statistic, and those of the two tails where they are not half of it and the rest. */
interface Found {
  readonly p: number;
  readonly statistic: number | null;
  readonly one?: number;
  readonly against?: number;
}

function fromP({ p, statistic }: Estimate): Found | null {
  return p === undefined ? null : { p, statistic: statistic ?? null };
}

/** Every table that the counts allow, as printed first; null when they are not known or too many. */
function tablesOf(groups: readonly EventGroup[]): readonly (readonly Cells[])[] | null {
  let tables: readonly (readonly Cells[])[] = [[]];
  for (const { events, total } of groups) {
    const [xs, ns] = [wholeNumbers(events), wholeNumbers(total)];
    if (xs === null || ns === null) return null;
    const cells = ns.flatMap((n) => xs.filter((x) => x <= n && n > 0).map((x) => ({ x, n })));
    tables = tables.flatMap((table) => cells.map((cell) => [...table, cell]));
    if (tables.length === 0 || tables.length > mostTables) return null;
  }
  return tables;
}

/** The numbers that a count can be, from the greatest: "up to 28" means 28 first. */
function wholeNumbers({ low, high }: Count): readonly number[] | null {
  if (high === null || high - low >= mostTables) return null;
  return Array.from({ length: high - low + 1 }, (_, i) => high - i);
}

function over<Table>(
  name: TestName,
  tables: readonly Table[],
  test: (table: Table) => Found | null,
  statistic: 'chi' | 'z' | null,
): Test | null {
  const found = tables.map(test).filter((each) => each !== null);
  const [first] = found;
  if (!first) return null;
  const p = found.map((each) => pAlone(each.p)).reduce(join);
  const symbol = statistic === 'chi' ? 'χ²' : 'z';
  const sizes = found.flatMap((each) => each.statistic ?? []).map((each) => sizeOf(Math.abs(each)));
  const value = first.statistic === null ? null : fixed(Math.abs(first.statistic), 2);
  return {
    name,
    title: testNames[name],
    p,
    nominal: pAlone(first.p),
    statistic: statistic && value ? `${symbol} = ${value}` : null,
    proved: true,
    reading: null,
    contradicts: false,
    // χ² of a 2 × 2 table is the square of a z: it has been halved too.
    hasTails: true,
    ...(statistic !== null &&
      sizes[0] && {
        size: {
          kind: statistic === 'chi' ? ('chi2' as const) : ('z' as const),
          over: sizes.reduce(join),
          nominal: sizes[0],
        },
      }),
    ...(first.one !== undefined && {
      one: found.map((each) => pAlone(each.one ?? 0)).reduce(join),
    }),
    ...(first.against !== undefined && {
      against: found.map((each) => pAlone(each.against ?? 1)).reduce(join),
    }),
    ...(found.length > 1 && { over: 'the counts' }),
  };
}

/** A statistic of whole numbers, with more than its error. */
function sizeOf(value: number): Span {
  return outward(value, value, 1e-11);
}

/** The two-sided p is no doubled tail: that of one side is computed by itself. */
function fisher(table: TwoProportions): Found | null {
  const { p } = orFisher(table);
  const { pGreater, pLess } = fisherOneSided(table).details ?? {};
  if (p === undefined || typeof pGreater !== 'number' || typeof pLess !== 'number') return null;
  const [one, against] = pGreater < pLess ? [pGreater, pLess] : [pLess, pGreater];
  return { p, statistic: null, one, against };
}

/** Programs that do not add up small probabilities double the smaller tail. */
function fisherDoubled(table: TwoProportions): Found | null {
  const found = fisher(table);
  return found?.one === undefined ? null : { ...found, p: Math.min(1, 2 * found.one) };
}

function titled(test: Test | null, title: string): Test | null {
  return test && { ...test, title };
}

/** χ² (N − 1)/N, which some programs call the χ² test. */
function lessOne({ n1, n2 }: TwoProportions, { statistic }: Estimate): Found | null {
  if (statistic === undefined) return null;
  const less = (statistic * (n1 + n2 - 1)) / (n1 + n2);
  return { p: chiSquareTails(less, 1).upper, statistic: less };
}

/** G = 2 Σ O ln(O/E). */
function likelihoodRatio({ x1, n1, x2, n2 }: TwoProportions): Found | null {
  const events = x1 + x2;
  const others = n1 + n2 - events;
  if (events === 0 || others === 0) return null;
  const part = (observed: number, row: number, column: number) =>
    observed === 0 ? 0 : observed * Math.log((observed * (n1 + n2)) / (row * column));
  const sum =
    part(x1, n1, events) +
    part(n1 - x1, n1, others) +
    part(x2, n2, events) +
    part(n2 - x2, n2, others);
  const statistic = Math.max(0, 2 * sum);
  return { p: chiSquareTails(statistic, 1).upper, statistic };
}

/** Half the probability of the table itself is left out of the two-sided p. */
function fisherMidP(table: TwoProportions): Found | null {
  const { x1, n1, x2, n2 } = table;
  const { p } = orFisher(table);
  if (p === undefined) return null;
  return { p: Math.max(0, p - hypergeometricPmf(x1, n1 + n2, n1, x1 + x2) / 2), statistic: null };
}

/** The probability, given the margins, of all tables whose χ² is at least that of this one. */
function exactChiSquare({ x1, n1, x2, n2 }: TwoProportions): Found {
  const [total, events] = [n1 + n2, x1 + x2];
  const expected = n1 * (events / total);
  const off = Math.abs(x1 - expected) - 1e-7;
  if (off <= 0) return { p: 1, statistic: null };
  const below = hypergeometricTails(Math.floor(expected - off), total, n1, events).lower;
  const above = hypergeometricTails(Math.ceil(expected + off) - 1, total, n1, events).upper;
  return { p: Math.min(1, below + above), statistic: null };
}

/** z with each group's own variance, as from a risk difference and its standard error. */
function unpooledZ(table: TwoProportions): Found | null {
  const { value, se } = rdWald(table);
  if (value === null || !se) return null;
  return { p: twoSided(value / se), statistic: value / se };
}

function twoSided(z: number): number {
  return 2 * normalTails(-Math.abs(z)).lower;
}

/** Tables of more than two groups are gone through in at most so many steps: some 0.2 s. */
const mostSteps = 200_000;

/** The fewest tables that programs draw where they estimate the p of the exact test. */
const drawn = 1_999;

type Groups = readonly Cells[];

function severalGroups(tables: readonly Groups[]): readonly Test[] {
  const exact = exactTables(tables, 'probability');
  const chiSquare = exactTables(tables, 'chi-square');
  const fisherTest = exact && over('fisher', exact, ({ p }) => ({ p, statistic: null }), null);
  const tests = [
    over('chi-square', tables, (table) => fromP(chisqGroups(proportionsOf(table))), 'chi'),
    fisherTest,
    exact &&
      over(
        'fisher-mid-p',
        exact,
        ({ p, itself }) => ({ p: p - itself / 2, statistic: null }),
        null,
      ),
    chiSquare && over('chi-square-exact', chiSquare, ({ p }) => ({ p, statistic: null }), null),
    titled(
      over('chi-square', tables, likelihoodRatioOfGroups, 'chi'),
      'a likelihood-ratio χ² test',
    ),
    fisherTest && estimated(fisherTest),
  ];
  return tests.filter((test) => test !== null).map((test) => ({ ...test, hasTails: false }));
}

/** What some thousand tables drawn at random give in the place of the exact p. */
function estimated(test: Test): Test {
  const reading = `estimated from at least ${drawn + 1} tables drawn at random`;
  return { ...test, p: drawnSpan(test.p, drawn), nominal: null, reading, bound: reading };
}

/** The exact p-value of each table; null when one has too many others with its margins. */
function exactTables(tables: readonly Groups[], order: TableOrder): readonly ExactTableP[] | null {
  const found: ExactTableP[] = [];
  for (const table of tables) {
    const rows = table.map(({ x, n }) => [x, n - x]);
    const p = exactTableP(rows, order, Math.floor(mostSteps / tables.length));
    if (p === null) return null;
    found.push(p);
  }
  return found;
}

function proportionsOf(table: Groups): SeveralProportions {
  return { events: table.map(({ x }) => x), totals: table.map(({ n }) => n) };
}

/** G = 2 Σ O ln(O/E), as for two groups. */
function likelihoodRatioOfGroups(table: Groups): Found | null {
  const [events, total] = table.reduce(([x, n], each) => [x + each.x, n + each.n], [0, 0]);
  if (events === 0 || events === total) return null;
  const part = (observed: number, row: number, column: number) =>
    observed === 0 ? 0 : observed * Math.log((observed * total) / (row * column));
  const sum = table.reduce(
    (all, { x, n }) => all + part(x, n, events) + part(n - x, n, total - events),
    0,
  );
  const statistic = Math.max(0, 2 * sum);
  return { p: chiSquareTails(statistic, table.length - 1).upper, statistic };
}

function asIndependent(test: Test): Test {
  return { ...test, reading: 'as if the groups were different patients' };
}

/**
 * McNemar's test of two counts of the same n patients. The printed counts give b − c = x₁ − x₂;
 * how many had both events is not printed, and b + c is gone through over all that it can be.
 */
function overlapTests({ x1, x2, n1 }: TwoProportions): readonly Test[] {
  const tables: PairedCounts[] = [];
  for (let both = Math.max(0, x1 + x2 - n1); both <= Math.min(x1, x2); both++) {
    if (tables.length > 5000) return [];
    tables.push({ a: both, b: x1 - both, c: x2 - both, d: n1 - x1 - x2 + both });
  }
  const names = [
    ['mcnemar', mcnemar],
    ['mcnemar-cc', mcnemarCc],
    ['mcnemar-exact', mcnemarExact],
    ['mcnemar-mid-p', mcnemarMidp],
  ] as const;
  return names
    .map(([name, test]) => over(name, tables, (table) => fromP(test(table)), null))
    .filter((test) => test !== null)
    .map((test) => ({ ...test, nominal: null, over: 'how many had both' }));
}
