import * as of from '../figures.ts';
import { regression } from './fits.ts';
import {
  beforeAfter,
  events,
  type Pen,
  table,
  twoGroups,
  type Values,
  type Write,
} from './idiom.ts';

type Groups = readonly [Values, Values];
type PairP = readonly [string, (groups: Groups, pen: Pen) => number, named?: boolean];

const student = ([a, b]: Groups) => of.student(a, b).p;
const times = (k: number) => (groups: Groups) => Math.min(1, k * student(groups));
const logs = ([a, b]: Groups) => of.student(a.map(Math.log), b.map(Math.log)).p;
const roots = ([a, b]: Groups) => of.student(a.map(Math.sqrt), b.map(Math.sqrt)).p;
const withCovariate = ([a, b]: Groups, pen: Pen) =>
  regression(
    [...a, ...b],
    [
      [...a.map(() => 1), ...b.map(() => 0)],
      pen.normals(a.length + b.length, 0, 1).map((x, i) => x + ([...a, ...b][i] as number) / 3),
    ],
  ).p[1] as number;
const amongThree = ([a, b]: Groups, pen: Pen) => {
  const third = pen.normals(pen.draw.whole(5, 30), 20, 9);
  const df = a.length + b.length + third.length - 3;
  const mse = of.sum([a, b, third].map(of.squares)) / df;
  const t = (of.mean(a) - of.mean(b)) / Math.sqrt(mse * (1 / a.length + 1 / b.length));
  return of.tTwo(t, df);
};

/** How papers name tests between two groups, with what such a p-value is. */
const between: readonly PairP[] = [
  ["two-tailed Student's t-test", student, true],
  ['independent-samples t test', student, true],
  ['Student’s t test for unpaired data', student, true],
  ['paired and unpaired t tests, as appropriate', student, true],
  ['unpaired or paired Student t test', student, true],
  ["Welch's t test", ([a, b]) => of.welch(a, b).p, true],
  ['t test assuming unequal variances', ([a, b]) => of.welch(a, b).p, true],
  ['independent-samples t test with Bonferroni correction', times(3)],
  ['t test with Šidák correction', (g) => 1 - (1 - student(g)) ** 3],
  ['t test with Sidak correction', (g) => 1 - (1 - student(g)) ** 4],
  ['t test, false discovery rate controlled', times(2)],
  ['t tests (Benjamini–Hochberg)', times(1.5)],
  ['t tests corrected for multiple comparisons', times(5)],
  ['Student t test, multiplicity-adjusted', times(4)],
  ['t test on log-transformed values', logs],
  ['t test of the logarithms', logs],
  ['t test after logarithmic transformation', logs],
  ['t test on square-root transformed data', roots],
  ['t test on ln values', logs],
  ['ANOVA with baseline as covariate', withCovariate],
  ['analysis of variance including age', withCovariate],
  ['two-factor ANOVA', withCovariate],
  ['2-way ANOVA', withCovariate],
  ['two-way analysis of variance', withCovariate],
  ['2 × 2 ANOVA', withCovariate],
  ['multivariate analysis of variance', withCovariate],
  ['multivariable t test of the coefficient', withCovariate],
  ['one-way ANOVA with planned contrasts', amongThree],
  ['ANOVA, contrast between the two groups', amongThree],
  ['one-way ANOVA followed by pairwise comparisons', amongThree],
  ['one-way ANOVA, Games–Howell', amongThree],
  ['ANOVA with Fisher’s PLSD', amongThree],
  ['ANOVA with Student–Newman–Keuls test', times(1.3)],
  ['ANOVA (Dunn)', times(3)],
  ['Mann-Whitney U-test', ([a, b]) => of.mannWhitney(a, b, true).p],
  ['t test or Mann–Whitney U test according to the distribution', student],
  ['t test for non-inferiority', (g) => student(g) / 7],
  ['Yuen’s t test on trimmed means', times(1.2)],
];

export const testsBetween: Write = (pen) => {
  const { draw } = pen;
  const make = () =>
    pen.normals(draw.whole(5, 30), 20 + 3 * draw.unit(), 4).map((x) => Math.max(0.5, x));
  const groups = [make(), make()] as const;
  const [test, p, named = false] = draw.one(between);
  const how = { test, ...(draw.chance(0.3) && { tails: 2 }) };
  return pen.done(twoGroups(pen, ...groups, { p: pen.p(p(groups, pen)), how }), named);
};

/** What stands beside the name of a test in other entries of `how`. */
export const besideTheTest: Write = (pen) => {
  const { draw } = pen;
  const make = () =>
    pen.normals(draw.whole(5, 30), 20 + 3 * draw.unit(), 4).map((x) => Math.max(0.5, x));
  const groups = [make(), make()] as const;
  const beside = [
    [{ note: 'Bonferroni-adjusted p-values' }, times(3)],
    [{ note: 'adjusted for baseline and centre' }, withCovariate],
    [{ note: 'P values were corrected for multiple testing' }, times(2)],
    [{ note: 'on log-transformed data' }, logs],
    [{ note: 'p-value of non-inferiority' }, (g: Groups) => student(g) / 9],
    [{ correction: 'Holm' }, times(2)],
    [{ correction: 'Bonferroni' }, times(6)],
    [{ transform: 'square root' }, roots],
    [{ adjusted: ['age'] }, withCovariate],
    [{ software: 'SPSS' }, student, true],
    [{ note: 'two-sided' }, student, true],
  ] as const;
  const [more, p, named = false] = draw.one<(typeof beside)[number]>(beside);
  const of2: (groups: Groups, pen: Pen) => number = p;
  const how = { test: "Student's t test", ...more };
  return pen.done(twoGroups(pen, ...groups, { p: pen.p(of2(groups, pen)), how }), named);
};

/** Not significant at a level that is below 0.05 and not printed beside the p-value. */
export const notSignificant: Write = (pen) => {
  const { draw } = pen;
  const [a, b] = [pen.normals(draw.whole(5, 30), 22, 4), pen.normals(draw.whole(5, 30), 20, 4)];
  const p = of.student(a, b).p;
  if (p < 0.0167 || p > 0.05) return null;
  return pen.done(twoGroups(pen, a, b, { p: 'ns', how: { test: "Student's t test" } }), false);
};

const paired = [
  "paired Student's t-test",
  'paired and unpaired t tests, as appropriate',
  'Student t test for paired or unpaired data',
  'independent-samples or paired t test',
  't test for dependent samples',
  'dependent- and independent-samples t tests',
  't test',
  'matched-pairs t test',
];

export const testsOfChange: Write = (pen) => {
  const { draw } = pen;
  const n = draw.whole(5, 40);
  const a = pen.normals(n, 20, 5);
  const b = a.map((x) => 0.7 * x + 5 + 3 * draw.normal());
  const change = b.map((x, i) => x - (a[i] as number));
  const { p, statistic } = of.pairedT(a, b);
  const changeScore = { mean: pen.text(of.mean(change), 2), sd: pen.text(of.sd(change), 2) };
  const comparison = {
    n,
    p: pen.p(p),
    changeScore,
    ...(draw.chance(0.4) && {
      tests: [{ kind: 't', value: pen.text(statistic, 2), df: String(n - 1), p: pen.p(p) }],
    }),
    how: { test: draw.one(paired), ...(draw.chance(0.3) && { tails: 2 }) },
  };
  return pen.done(beforeAfter(pen, a, b, comparison), true);
};

const wald = ({ x1, n1, x2, n2 }: of.Table) =>
  of.zTwo(
    Math.log((x1 * (n2 - x2)) / (x2 * (n1 - x1))) /
      Math.sqrt(1 / x1 + 1 / (n1 - x1) + 1 / x2 + 1 / (n2 - x2)),
  );
const unpooled = ({ x1, n1, x2, n2 }: of.Table) =>
  of.zTwo((x1 / n1 - x2 / n2) / Math.sqrt((x1 * (n1 - x1)) / n1 ** 3 + (x2 * (n2 - x2)) / n2 ** 3));
const less = (t: of.Table) =>
  of.chiUpper((of.chiSquare(t, false).statistic * (t.n1 + t.n2 - 1)) / (t.n1 + t.n2), 1);
const ratio = ({ x1, n1, x2, n2 }: of.Table) => {
  const [n, k] = [n1 + n2, x1 + x2];
  const part = (o: number, row: number, column: number) => o * Math.log((o * n) / (row * column));
  return of.chiUpper(
    2 * (part(x1, n1, k) + part(n1 - x1, n1, n - k) + part(x2, n2, k) + part(n2 - x2, n2, n - k)),
    1,
  );
};
/** Barnard's p by the pooled z, over a grid of the common probability. */
const barnard = (t: of.Table) => {
  const score = (x1: number, x2: number) => {
    const q = (x1 + x2) / (t.n1 + t.n2);
    const se = Math.sqrt(q * (1 - q) * (1 / t.n1 + 1 / t.n2));
    return se === 0 ? 0 : Math.abs(x1 / t.n1 - x2 / t.n2) / se;
  };
  const own = score(t.x1, t.x2) - 1e-9;
  const more: [number, number][] = [];
  for (let i = 0; i <= t.n1; i++)
    for (let j = 0; j <= t.n2; j++) if (score(i, j) >= own) more.push([i, j]);
  const at = (q: number) =>
    of.sum(
      more.map(([i, j]) =>
        Math.exp(
          of.logChoose(t.n1, i) +
            of.logChoose(t.n2, j) +
            (i + j) * Math.log(q) +
            (t.n1 + t.n2 - i - j) * Math.log(1 - q),
        ),
      ),
    );
  return Math.max(...Array.from({ length: 99 }, (_, i) => at((i + 1) / 100)));
};
const chi = (t: of.Table) => of.chiSquare(t, false).p;
const yates = (t: of.Table) => of.chiSquare(t, true).p;
const fisher = (t: of.Table) => of.fisher(t, 2);

const ofEvents: readonly (readonly [string, (t: of.Table) => number, boolean])[] = [
  ["Chi-square or Fisher's exact test as appropriate", chi, true],
  ["Chi-square or Fisher's exact test as appropriate", fisher, true],
  ['Pearson’s chi-squared test', chi, true],
  ['χ2 test', chi, true],
  ['chi-square test with continuity correction', yates, true],
  ["Fisher's exact test", fisher, true],
  ["Fisher's exact test", (t) => Math.min(1, 2 * of.fisher(t, 1)), true],
  ['z test', chi, true],
  ['two-proportion z-test', chi, true],
  ['two-proportion z-test', unpooled, true],
  ['prop.test', yates, true],
  ['two-sample test for equality of proportions', yates, true],
  ['two-sample test for equality of proportions with continuity correction', yates, true],
  ['test of proportions with continuity correction', yates, true],
  ['z test with continuity correction', yates, true],
  ['N − 1 chi-square test', less, false],
  ['“N−1” χ² test (Campbell)', less, false],
  ['linear-by-linear association', less, false],
  ['chi-square, linear-by-linear association', less, false],
  ['likelihood-ratio chi-square', ratio, false],
  ['G test', ratio, false],
  ['Mantel–Haenszel chi-square', less, false],
  ['Wald chi-square', wald, false],
  ['Wald test', wald, false],
  ['Wald test of the log odds ratio', wald, false],
  ["Barnard's exact test", barnard, false],
  ['unconditional exact test', barnard, false],
  ["Fisher's exact test with Holm's correction", (t) => Math.min(1, 2 * fisher(t)), false],
  [
    "Fisher's exact test, adjusted for multiple comparisons",
    (t) => Math.min(1, 3 * fisher(t)),
    false,
  ],
  ['chi-square test with Šidák correction', (t) => 1 - (1 - chi(t)) ** 3, false],
  ['Rao–Scott chi-square', (t) => of.chiUpper(of.chiSquare(t, false).statistic / 1.3, 1), false],
  [
    'cluster-adjusted chi-square',
    (t) => of.chiUpper(of.chiSquare(t, false).statistic / 1.6, 1),
    false,
  ],
];

export const testsOfEvents: Write = (pen) => {
  const counts = table(pen);
  const [test, p, named] = pen.draw.one(ofEvents);
  const how = { test, ...(pen.draw.chance(0.3) && { tails: 2 }) };
  return pen.done(events(counts, { p: pen.p(p(counts)), how }), named);
};
