import { Draw, printed, type Rule } from './draw.ts';
import * as of from './figures.ts';

/** A made-up study with how its figures were really made. */
export interface MadeUp {
  readonly file: Readonly<Record<string, unknown>>;
  /** The rule by which all figures were rounded. */
  readonly rule: Rule;
  /**
   * By path: figures that come from a method that printed summaries do not suffice for; after the id
   * of a check, for that check only.
   */
  readonly others: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
type Values = readonly number[];

interface Kind {
  readonly name: string;
  readonly scale: Json | null;
  readonly more: Json;
  readonly decimals: number;
  readonly start: (draw: Draw) => number;
  readonly step: (before: number, shift: number, draw: Draw) => number;
}

const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));

/** Scores from low to high by steps; `items` answers averaged into one. */
function scored(low: number, high: number, step: number, items: number, draw: Draw): Kind {
  const steps = Math.round((high - low) / step);
  const answer = (centre: number, d: Draw) =>
    low + step * clamp(Math.round((centre - low) / step + d.normal() * steps * 0.22), 0, steps);
  const score = (centre: number, d: Draw) =>
    of.mean(Array.from({ length: items }, () => answer(centre, d)));
  const centre = low + (high - low) * (0.2 + 0.6 * draw.unit());
  return {
    name: items > 1 ? 'items' : step < 1 ? 'half-points' : 'whole-points',
    scale: {
      min: low,
      max: high,
      step,
      stepSource: 'manual',
      ...(items > 1 && { items }),
      better: draw.one(['higher', 'lower']),
    },
    more: {},
    decimals: draw.one([0, 1, 1, 2, 2, 3]),
    start: (d) => score(centre, d),
    step: (before, shift, d) =>
      score(clamp(before * 0.5 + centre * 0.5 + shift * (high - low), low, high), d),
  };
}

function kindOf(draw: Draw): Kind {
  switch (draw.whole(0, 6)) {
    case 0:
      return scored(draw.whole(0, 1), draw.one([3, 4, 5, 7, 10]), 1, 1, draw);
    case 1:
      return scored(0, draw.one([20, 32, 100]), 1, 1, draw);
    case 2:
      return scored(0, draw.one([3, 4, 10]), 0.5, 1, draw);
    case 3:
      return scored(1, draw.one([4, 5, 7]), 1, draw.one([2, 3, 4, 8]), draw);
    case 4: {
      const [level, spread] = [draw.one([0.5, 12, 80, 1500]), 0.1 + 0.4 * draw.unit()];
      return {
        name: 'continuous',
        scale: null,
        more: { unit: 'mm' },
        decimals: draw.one([0, 1, 2, 3]),
        start: (d) => level * (1 + spread * d.normal()),
        step: (before, shift, d) =>
          before * 0.6 + level * (0.4 + shift + 0.5 * spread * d.normal()),
      };
    }
    case 5: {
      const level = draw.one([0.8, 14, 300]);
      return {
        name: 'log-normal',
        scale: null,
        more: { unit: 'months', positive: true },
        decimals: draw.one([0, 1, 2, 3]),
        start: (d) => level * Math.exp(0.8 * d.normal()),
        step: (before, shift, d) => before * Math.exp(shift + 0.5 * d.normal()),
      };
    }
    default: {
      const level = draw.one([1, 3, 9]);
      return {
        name: 'events',
        scale: null,
        more: { unit: 'attacks', positive: true },
        decimals: draw.one([0, 1, 2]),
        start: (d) => Math.floor(-level * Math.log(1 - d.unit())),
        step: (before, shift, d) => Math.max(0, Math.round(before * (1 + shift) + d.normal())),
      };
    }
  }
}

interface Patient {
  readonly arm: number;
  readonly before: number;
  /** null when the patient did not come back. */
  readonly after: number | null;
  readonly later: number | null;
  readonly event: boolean;
  readonly other: boolean;
}

/** One study, its complete data and all that it prints. */
export function madeUpStudy(seed: number): MadeUp {
  return new Author(new Draw(seed)).write();
}

class Author {
  readonly draw: Draw;
  readonly rule: Rule;
  readonly stated: boolean;
  readonly missing: boolean;
  readonly nPrinted: boolean;
  readonly kind: Kind;
  readonly arms: readonly string[];
  readonly patients: readonly Patient[];
  readonly population: boolean;
  /** What ± is in this paper, where it does not say. */
  readonly plusMinus: 'sd' | 'se';
  readonly pDecimals: number;
  readonly others: string[] = [];
  readonly comparisons: Json[] = [];

  constructor(draw: Draw) {
    this.draw = draw;
    this.rule = draw.one(['half-up', 'half-even', 'half-up', 'truncate']);
    this.stated = draw.chance(0.5);
    this.missing = draw.chance(0.4);
    this.nPrinted = draw.chance(0.6);
    this.kind = kindOf(draw);
    this.population = draw.chance(0.2);
    this.plusMinus = draw.one(['sd', 'se']);
    this.pDecimals = draw.one([2, 3, 3, 4]);
    const count = draw.one([1, 2, 2, 2, 3]);
    this.arms = ['active', 'sham', 'delayed'].slice(0, count);
    const n = draw.one([
      draw.whole(3 * count, 6 * count),
      draw.whole(6 * count, 60),
      draw.whole(40, 160),
    ]);
    const shift = 0.5 * draw.unit() - 0.25;
    this.patients = Array.from({ length: n }, (_, i): Patient => {
      const arm = i < 3 * count ? i % count : draw.whole(0, count - 1);
      const before = this.kind.start(draw);
      const lost = this.missing && i >= 3 * count && draw.chance(0.2);
      const back = this.kind.step(before, arm === 0 ? shift : shift / 3, draw);
      const later = this.kind.step(back, 0, draw);
      const event = draw.chance(arm === 0 ? 0.4 : 0.2);
      return {
        arm,
        before,
        after: lost ? null : back,
        later: lost || (this.missing && draw.chance(0.1)) ? null : later,
        event,
        other: draw.chance(event ? 0.5 : 0.3),
      };
    });
  }

  text(value: number, decimals = this.kind.decimals): string {
    return printed(value, decimals, this.rule);
  }

  how(stated: Json): { readonly how?: Json } {
    const said = Object.fromEntries(
      Object.entries(stated).filter(([, value]) => value !== undefined),
    );
    return this.stated && Object.keys(said).length > 0 ? { how: said } : {};
  }

  group(arm: number | null): readonly Patient[] {
    return arm === null ? this.patients : this.patients.filter((each) => each.arm === arm);
  }

  valuesAt(arm: number | null, visit: 'before' | 'after' | 'later'): number[] {
    return this.group(arm).flatMap((each) => each[visit] ?? []);
  }

  /** Values of those who have both. */
  pairs(arm: number | null): readonly [number[], number[]] {
    const both = this.group(arm).filter(({ after }) => after !== null);
    return [both.map(({ before }) => before), both.map(({ after }) => after as number)];
  }

  p(value: number): string {
    const { draw } = this;
    if (!Number.isFinite(value)) return 'ns';
    if (value > 0.05 && draw.chance(0.15)) return 'ns';
    const least = 10 ** -this.pDecimals;
    if (value < least && draw.chance(0.8)) return `<${least.toFixed(this.pDecimals)}`;
    if (value < 0.05 && draw.chance(0.1)) return '<.05';
    return this.text(value, this.pDecimals);
  }

  spread(values: Values): Json {
    const { draw, population } = this;
    const own = population ? of.populationSd(values) : of.sd(values);
    const digits = this.kind.decimals + draw.whole(0, 1);
    switch (draw.whole(0, 6)) {
      case 0:
        return { se: this.text(own / Math.sqrt(values.length), digits) };
      case 1:
        return { spread: this.text(this.plusMinus === 'sd' ? own : of.se(values), digits) };
      case 2:
        return { variance: this.text(own ** 2, digits) };
      default:
        return { sd: this.text(own, digits) };
    }
  }

  row(values: Values, visit: string, id: string): Json {
    const { draw, kind } = this;
    const said = this.nPrinted || (this.missing && visit !== 'before' && draw.chance(0.5));
    // All of the group are assumed where n is not printed.
    if (!said && this.missing && visit !== 'before')
      this.others.push(`measures.score.in.${id}.${visit}`);
    const quartiles = draw.one(of.quartileTypes);
    const level = draw.one([0.95, 0.95, 0.9]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const half = of.tCritical(level, values.length - 1) * of.se(values);
    const scores =
      kind.scale && (kind.scale.max as number) <= 10 && kind.scale.step === 1 && !kind.scale.items;
    const shape = draw.whole(0, 9);
    return {
      ...(said && { n: values.length }),
      ...(shape < 9 && { mean: this.text(of.mean(values)), ...this.spread(values) }),
      ...(shape > 5 && {
        median: this.text(of.quantile(values, 0.5, quartiles), kind.decimals),
        ...(draw.chance(0.7) && {
          iqr: [0.25, 0.75].map((p) => this.text(of.quantile(values, p, quartiles), kind.decimals)),
        }),
      }),
      ...(draw.chance(0.3) && { range: [this.text(low), this.text(high)] }),
      ...(shape === 4 && {
        ci: [this.text(of.mean(values) - half), this.text(of.mean(values) + half)],
        ...((this.stated || level !== 0.95) && { level }),
      }),
      ...(scores && draw.chance(0.3) && { frequencies: this.frequencies(values) }),
      ...(kind.name === 'log-normal' &&
        draw.chance(0.3) && {
          geometricMean: this.text(Math.exp(of.mean(values.map(Math.log)))),
          geometricSd: this.text(Math.exp(of.sd(values.map(Math.log))), 2),
        }),
      ...(draw.chance(0.1) &&
        kind.scale === null &&
        Math.abs(of.mean(values)) > 1e-6 && {
          cv: this.text((100 * of.sd(values)) / of.mean(values), 1),
        }),
      ...this.how({
        quartiles,
        sd: this.population ? 'population' : 'sample',
        rounded: this.draw.chance(0.5) ? this.rule : undefined,
      }),
    };
  }

  frequencies(values: Values): Json {
    const { draw } = this;
    const form = draw.whole(0, 2);
    const digits = draw.whole(0, 1);
    return Object.fromEntries(
      [...new Set(values)]
        .sort((a, b) => a - b)
        .map((score) => {
          const n = values.filter((each) => each === score).length;
          const percent = this.text((100 * n) / values.length, digits);
          return [String(score), form === 0 ? n : form === 1 ? { percent } : { n, percent }];
        }),
    );
  }

  /** All that is printed of patients at two visits. */
  beforeAfter(arm: number | null): void {
    const { draw, kind } = this;
    const [before, after] = this.pairs(arm);
    const change = after.map((x, i) => x - (before[i] as number));
    if (change.length < 3 || of.sd(change) < 1e-9 || of.sd(before) < 1e-9 || of.sd(after) < 1e-9)
      return;
    const t = of.pairedT(before, after);
    const w = of.signedRank(before, after);
    const test = draw.one(['paired t', 'paired t', 'Wilcoxon signed rank']);
    const tails = draw.chance(0.12) ? 1 : 2;
    const p = (test === 'paired t' ? t.p : w.p) / (tails === 1 ? 2 : 1);
    const level = draw.one([0.95, 0.95, 0.9, 0.99]);
    const diff = of.mean(change);
    const interval = draw.one(['t', 't', 'normal', 'bootstrap']);
    const half =
      (interval === 'normal' ? of.zCritical(level) : of.tCritical(level, change.length - 1)) *
      of.se(change);
    const ends =
      interval === 'bootstrap' ? this.bootstrap(change, level) : [diff - half, diff + half];
    const r = of.correlation(before, after);
    const digits = kind.decimals + draw.whole(0, 1);
    const turned = draw.chance(0.1) ? -1 : 1;
    const spread = draw.one(['sd', 'se'] as const);
    const at = this.comparisons.length;
    const average = draw.one(['of group means', 'of patients’ percentages']);
    const percent =
      average === 'of group means'
        ? (100 * diff) / of.mean(before)
        : 100 * of.mean(change.map((d, i) => d / (before[i] as number)));
    const lower = kind.scale?.better === 'lower';
    const improvement = lower ? -percent : percent;
    const better = kind.scale ? (lower ? diff < 0 : diff > 0) : null;
    const effects = this.changeEffects(before, after);
    const same = this.group(arm).length === change.length;
    if (interval === 'bootstrap')
      this.others.push(
        `comparisons[${at}].ci`,
        `comparisons[${at}].p`,
        `comparisons[${at}].difference`,
      );
    // The interval and the p-value are by different methods.
    if (interval !== 't' || tails === 1) this.others.push(`comparisons[${at}].p`);
    if (test !== 'paired t') this.others.push(`comparisons[${at}].p`, `comparisons[${at}].tests`);
    if (average !== 'of group means') this.others.push(`comparisons[${at}].improvement`);
    // Without the n of both visits a change need not be the difference of the means.
    if (!same) this.others.push(`comparisons[${at}]`);
    const showsCi = draw.chance(0.4);
    const showsImprovement =
      draw.chance(0.3) && Number.isFinite(improvement) && of.mean(before) > 1e-6;
    this.comparisons.push({
      measure: 'score',
      cohort: arm === null ? 'all' : this.arms[arm],
      from: 'before',
      to: 'after',
      ...(draw.chance(0.3) && { n: change.length }),
      p: this.p(p),
      ...(draw.chance(0.5) && { difference: this.text(turned * diff, digits) }),
      ...(showsCi && {
        ci: (turned === 1 ? ends : [-(ends[1] as number), -(ends[0] as number)]).map((x) =>
          this.text(x, digits),
        ),
        ...((this.stated || level !== 0.95) && { level }),
      }),
      ...(draw.chance(0.3) && { se: this.text(of.se(change), digits + 1) }),
      ...(draw.chance(0.4) && {
        changeScore: {
          ...(draw.chance(0.5) && { n: change.length }),
          mean: this.text(diff, digits),
          [spread]: this.text(spread === 'sd' ? of.sd(change) : of.se(change), digits),
        },
      }),
      ...(draw.chance(0.3) && { correlation: this.text(r, 2) }),
      ...(showsImprovement && { improvement: `${this.text(improvement, draw.whole(0, 1))}%` }),
      ...(draw.chance(0.5) &&
        better !== null &&
        Math.abs(diff) > 1e-9 && { claim: better ? 'improved' : 'worsened' }),
      ...(draw.chance(0.4) && {
        tests: [
          test === 'paired t'
            ? { kind: 't', value: this.text(t.statistic, 2), df: String(t.df[0]), p: this.p(p) }
            : { kind: 'W', value: this.text(w.statistic, 1), p: this.p(p) },
        ],
      }),
      ...(draw.chance(0.4) && { effects: [effects] }),
      ...this.how({
        test,
        tails: draw.chance(0.5) || tails === 1 ? tails : undefined,
        average: showsImprovement ? average : undefined,
        interval: showsCi ? interval : undefined,
        standardizer: effects.standardizer,
      }),
    });
  }

  changeEffects(before: Values, after: Values): Json & { standardizer?: string } {
    const change = after.map((x, i) => x - (before[i] as number));
    const [s1, s2, d] = [of.sd(before), of.sd(after), of.mean(change)];
    const r = of.correlation(before, after);
    const j = this.draw.chance(0.4) ? of.hedgesApprox(before.length - 1) : 1;
    const all = {
      'd-av': ['d-av', d / Math.sqrt((s1 ** 2 + s2 ** 2) / 2)],
      'd-mean': ['d-av', d / ((s1 + s2) / 2)],
      dz: ['dz', d / of.sd(change)],
      'd-rm': ['d-rm', (d / of.sd(change)) * Math.sqrt(2 * (1 - r))],
      before: ['glass-delta', d / s1],
    } as const;
    const [kind, value] = this.draw.one(Object.values(all));
    return { kind, value: this.text(value * (kind === 'glass-delta' ? 1 : j), 2) };
  }

  bootstrap(values: Values, level: number): number[] {
    const means = Array.from({ length: 200 }, () => of.mean(this.draw.some(values, values.length)));
    means.sort((a, b) => a - b);
    const tail = Math.floor(((1 - level) / 2) * 200);
    return [means[tail] as number, means[199 - tail] as number];
  }

  /** Two arms at a visit, or their changes. */
  betweenTwo(i: number, j: number): void {
    const { draw, kind } = this;
    const changes = draw.chance(0.3);
    const visit = draw.one(['before', 'after'] as const);
    const values = (arm: number) => {
      if (!changes) return this.valuesAt(arm, visit);
      const [before, after] = this.pairs(arm);
      return after.map((x, k) => x - (before[k] as number));
    };
    const [a, b] = [values(i), values(j)];
    if (a.length < 3 || b.length < 3 || of.sd(a) < 1e-9 || of.sd(b) < 1e-9) return;
    const test = draw.one([
      'Student t',
      'Student t',
      'Welch',
      'Mann–Whitney U',
      'one-way ANOVA',
      't test',
    ]);
    const t = test === 'Welch' ? of.welch(a, b) : of.student(a, b);
    const u = of.mannWhitney(a, b, draw.chance(0.5));
    const f = of.anova([a, b]);
    const tails = test !== 'one-way ANOVA' && draw.chance(0.12) ? 1 : 2;
    const p =
      (test === 'Mann–Whitney U' ? u.p : test === 'one-way ANOVA' ? f.p : t.p) /
      (tails === 1 ? 2 : 1);
    const level = draw.one([0.95, 0.95, 0.9]);
    const diff = of.mean(a) - of.mean(b);
    const digits = kind.decimals + draw.whole(0, 1);
    const half = of.tCritical(level, t.df[0] as number) * (t.se as number);
    const boot = draw.chance(0.15);
    const ends = boot ? this.bootstrapDifference(a, b, level) : [diff - half, diff + half];
    const showsCi = draw.chance(0.4);
    const at = this.comparisons.length;
    const assumed = [i, j].some((arm) =>
      this.others.includes(`measures.score.in.${this.arms[arm]}.after`),
    );
    if (visit === 'after' && !changes && assumed) this.others.push(`comparisons[${at}]`);
    if (changes && this.missing) this.others.push(`comparisons[${at}]`);
    if (test === 'Mann–Whitney U')
      this.others.push(`comparisons[${at}].p`, `comparisons[${at}].tests`);
    if (boot)
      this.others.push(
        `comparisons[${at}].ci`,
        `comparisons[${at}].p`,
        `comparisons[${at}].difference`,
      );
    if (tails === 1) this.others.push(`comparisons[${at}].p`);
    const effect = this.groupEffect(a, b);
    if (effect.isAverage) this.others.push(`comparisons[${at}].effects`);
    const summaries = [a, b].map((each) => ({
      ...(draw.chance(0.7) && { n: each.length }),
      mean: this.text(of.mean(each)),
      sd: this.text(this.population ? of.populationSd(each) : of.sd(each), digits),
      ...this.how({ sd: this.population ? 'population' : 'sample' }),
    }));
    const dfText =
      test === 'Welch' ? this.text(t.df[0] as number, draw.whole(0, 1)) : String(t.df[0]);
    this.comparisons.push({
      measure: 'score',
      between: [this.arms[i], this.arms[j]],
      ...(changes
        ? {
            change: ['before', 'after'],
            changeScores: {
              [this.arms[i] as string]: summaries[0],
              [this.arms[j] as string]: summaries[1],
            },
          }
        : { at: visit }),
      p: this.p(p),
      ...(draw.chance(0.5) && { difference: this.text(diff, digits) }),
      ...(draw.chance(0.2) && { se: this.text(t.se as number, digits + 1) }),
      ...(showsCi && {
        ci: ends.map((x) => this.text(x as number, digits)),
        ...((this.stated || level !== 0.95) && { level }),
      }),
      ...(draw.chance(0.4) && {
        tests: [
          test === 'Mann–Whitney U'
            ? { kind: 'U', value: this.text(u.statistic, 1), p: this.p(p) }
            : test === 'one-way ANOVA'
              ? { kind: 'F', value: this.text(f.statistic, 2), df: f.df.map(String), p: this.p(p) }
              : { kind: 't', value: this.text(t.statistic, 2), df: dfText, p: this.p(p) },
        ],
      }),
      ...(draw.chance(0.3) && Math.abs(diff) > 1e-9 && { claim: diff > 0 ? 'higher' : 'lower' }),
      ...(draw.chance(0.4) && { effects: [effect.json] }),
      ...this.how({
        test,
        tails: draw.chance(0.5) || tails === 1 ? tails : undefined,
        variances:
          draw.chance(0.3) && test !== 'Mann–Whitney U' && test !== 'one-way ANOVA'
            ? test === 'Welch'
              ? 'unequal'
              : 'equal'
            : undefined,
        interval:
          showsCi && (boot || draw.chance(0.3))
            ? boot
              ? 'bootstrap'
              : test === 'Welch'
                ? 'Welch'
                : 't'
            : undefined,
      }),
    });
  }

  bootstrapDifference(a: Values, b: Values, level: number): number[] {
    const all = Array.from(
      { length: 200 },
      () => of.mean(this.draw.some(a, a.length)) - of.mean(this.draw.some(b, b.length)),
    );
    all.sort((x, y) => x - y);
    const tail = Math.floor(((1 - level) / 2) * 200);
    return [all[tail] as number, all[199 - tail] as number];
  }

  groupEffect(a: Values, b: Values): { readonly json: Json; readonly isAverage: boolean } {
    const diff = of.mean(a) - of.mean(b);
    const df = a.length + b.length - 2;
    const pooled = Math.sqrt((of.squares(a) + of.squares(b)) / df);
    const all = [
      ['d', diff / pooled, 'pooled SD'],
      ['g', (diff / pooled) * of.hedgesApprox(df), 'pooled SD'],
      ['smd', (diff / pooled) * of.hedgesApprox(df), 'pooled SD'],
      ['d', diff / Math.sqrt((of.variance(a) + of.variance(b)) / 2), 'average SD'],
      ['glass-delta', diff / of.sd(b), 'SD of the control group'],
    ] as const;
    const [kind, value, standardizer] = this.draw.one(all);
    const turned = this.draw.chance(0.1) ? -1 : 1;
    // Where only t is printed the average SD is not known.
    return {
      isAverage: standardizer !== 'pooled SD',
      json: { kind, value: this.text(turned * value, 2), ...this.how({ standardizer }) },
    };
  }

  betweenAll(): void {
    const visit = this.draw.one(['before', 'after'] as const);
    const groups = this.arms.map((_, i) => this.valuesAt(i, visit));
    if (groups.some((each) => each.length < 3) || of.sum(groups.map(of.squares)) < 1e-9) return;
    const f = of.anova(groups);
    const at = this.comparisons.length;
    const test = this.draw.one(['one-way ANOVA', 'one-way ANOVA', 'Kruskal–Wallis']);
    const all = of.ranks(groups.flat());
    let from = 0;
    const between = of.sum(
      groups.map((each) => {
        const own = of.sum(all.slice(from, from + each.length));
        from += each.length;
        return own ** 2 / each.length;
      }),
    );
    const n = all.length;
    const h = ((n - 1) * (between - (n * (n + 1) ** 2) / 4)) / of.squares(all);
    const p = test === 'one-way ANOVA' ? f.p : of.chiUpper(h, groups.length - 1);
    const assumed = this.arms.some((arm) => this.others.includes(`measures.score.in.${arm}.after`));
    if (visit === 'after' && assumed) this.others.push(`comparisons[${at}]`);
    if (test !== 'one-way ANOVA') this.others.push(`comparisons[${at}].p`);
    this.comparisons.push({
      measure: 'score',
      between: this.arms,
      at: visit,
      p: this.p(p),
      ...(this.draw.chance(0.5) && {
        tests: [
          test === 'one-way ANOVA'
            ? { kind: 'F', value: this.text(f.statistic, 2), df: f.df.map(String), p: this.p(p) }
            : { kind: 'H', value: this.text(h, 2), df: String(groups.length - 1), p: this.p(p) },
        ],
      }),
      ...this.how({ test }),
    });
  }

  /** Patients with an event in two arms. */
  events(): void {
    const { draw } = this;
    const [a, b] = [this.group(0), this.group(1)];
    const t: of.Table = {
      x1: a.filter(({ event }) => event).length,
      n1: a.length,
      x2: b.filter(({ event }) => event).length,
      n2: b.length,
    };
    const [y1, y2] = [t.n1 - t.x1, t.n2 - t.x2];
    if (t.x1 + t.x2 === 0 || y1 + y2 === 0) return;
    const test = draw.one(['chi-square', 'chi-square, Yates', "Fisher's exact", 'z test']);
    const sides = test === "Fisher's exact" && draw.chance(0.15) ? 1 : 2;
    const chi = of.chiSquare(t, test === 'chi-square, Yates');
    const p = test === "Fisher's exact" ? of.fisher(t, sides) : chi.p;
    const effects: Json[] = [];
    // The interval of an effect and the p-value are by different methods.
    this.others.push(`ci-from-estimate: comparisons[${this.comparisons.length}].p`);
    const z = of.zCritical(0.95);
    if (t.x1 * y1 * t.x2 * y2 > 0) {
      const or = (t.x1 * y2) / (t.x2 * y1);
      const error = Math.sqrt(1 / t.x1 + 1 / y1 + 1 / t.x2 + 1 / y2);
      const rr = (t.x1 * t.n2) / (t.x2 * t.n1);
      const katz = Math.sqrt(1 / t.x1 - 1 / t.n1 + 1 / t.x2 - 1 / t.n2);
      const rd = t.x1 / t.n1 - t.x2 / t.n2;
      const wald = Math.sqrt((t.x1 * y1) / t.n1 ** 3 + (t.x2 * y2) / t.n2 ** 3);
      const [w1, w2] = [of.wilson(t.x1, t.n1, 0.95), of.wilson(t.x2, t.n2, 0.95)];
      const [p1, p2] = [t.x1 / t.n1, t.x2 / t.n2];
      const newcombe = [
        rd - Math.hypot(p1 - w1[0], w2[1] - p2),
        rd + Math.hypot(w1[1] - p1, p2 - w2[0]),
      ];
      const or2 = [or * Math.exp(-z * error), or * Math.exp(z * error)];
      const rr2 = [rr * Math.exp(-z * katz), rr * Math.exp(z * katz)];
      effects.push(
        draw.one<Json>([
          {
            kind: 'or',
            value: this.text(or, 2),
            ci: or2.map((x) => this.text(x, 2)),
            ...this.how({ interval: 'Woolf' }),
          },
          {
            kind: 'rr',
            value: this.text(rr, 2),
            ci: rr2.map((x) => this.text(x, 2)),
            ...this.how({ interval: 'Katz log' }),
          },
          {
            kind: 'rd',
            value: `${this.text(100 * rd, 1)}%`,
            ci: [rd - z * wald, rd + z * wald].map((x) => this.text(100 * x, 1)),
            ...this.how({ interval: 'Wald' }),
          },
          {
            kind: 'rd',
            value: this.text(rd, 3),
            ci: newcombe.map((x) => this.text(x, 3)),
            ...this.how({ interval: 'Newcombe' }),
          },
          ...(Math.abs(rd) > 0.02
            ? [
                {
                  kind: 'nnt',
                  value: String(Math.ceil(1 / Math.abs(rd) - 1e-9)),
                  ...this.how({ rounded: 'up' }),
                },
              ]
            : []),
          ...(Math.abs(rd) > 0.02 ? [{ kind: 'nnt', value: this.text(1 / Math.abs(rd), 1) }] : []),
        ]),
      );
    }
    this.comparisons.push({
      events: ['active-event', 'sham-event'],
      p: this.p(test === 'z test' ? of.chiSquare(t, false).p : p),
      ...(draw.chance(0.4) &&
        test.startsWith('chi') && {
          tests: [{ kind: 'chi2', value: this.text(chi.statistic, 2), df: '1', p: this.p(chi.p) }],
        }),
      ...(effects.length > 0 && { effects }),
      ...this.how({
        test,
        ...(test === 'chi-square' && { correction: 'none' }),
        ...(sides === 1 && { tails: 1 }),
      }),
    });
  }

  /** The same patients with one event and another. */
  overlapping(): void {
    const { draw } = this;
    const all = this.group(0);
    const b = all.filter(({ event, other }) => event && !other).length;
    const c = all.filter(({ event, other }) => other && !event).length;
    if (b + c === 0) return;
    const kind = draw.one(['plain', 'corrected', 'exact'] as const);
    this.comparisons.push({
      events: ['active-event', 'active-other'],
      p: this.p(of.mcnemar(b, c, kind)),
      ...this.how({
        test: kind === 'exact' ? 'exact McNemar' : 'McNemar',
        ...(kind === 'corrected' && { correction: 'continuity' }),
      }),
    });
  }

  part(x: readonly Patient[], whole: readonly Patient[], parent: string, digits: number): Json {
    const { draw } = this;
    const level = 0.95;
    const percent = this.text((100 * x.length) / whole.length, digits);
    const sign = draw.chance(0.5) ? '%' : '';
    const method = draw.one(['Wilson', 'Wald', 'Clopper–Pearson'] as const);
    const limits = { Wilson: of.wilson, Wald: of.wald, 'Clopper–Pearson': of.clopperPearson }[
      method
    ](x.length, whole.length, level);
    const form = draw.whole(0, 3);
    const asShare = draw.chance(0.3);
    return {
      of: parent,
      ...(form !== 0 && { n: x.length }),
      ...(form !== 1 && { percent: `${percent}${sign}` }),
      ...(draw.chance(0.3) &&
        form !== 1 && {
          ci: limits.map((limit) => (asShare ? this.text(limit, 3) : this.text(100 * limit, 1))),
          ...this.how({ interval: method }),
        }),
    };
  }

  cohorts(): Json {
    const { draw } = this;
    const digits = draw.whole(0, 2);
    const all = this.patients;
    const entries: [string, Json][] = [['all', { n: all.length }]];
    for (const [i, arm] of this.arms.entries()) {
      const own = this.group(i);
      entries.push([
        arm,
        {
          of: 'all',
          n: own.length,
          ...(draw.chance(0.4) && { percent: this.text((100 * own.length) / all.length, digits) }),
        },
      ]);
      const event = own.filter((each) => each.event);
      const other = own.filter((each) => each.other);
      entries.push([`${arm}-event`, { ...this.part(event, own, arm, digits), n: event.length }]);
      entries.push([`${arm}-other`, { ...this.part(other, own, arm, digits), n: other.length }]);
      const both = own.filter((each) => each.event && each.other);
      entries.push([
        `${arm}-both`,
        {
          ...this.part(
            both,
            event.length > 0 ? event : own,
            event.length > 0 ? `${arm}-event` : arm,
            digits,
          ),
        },
      ]);
      // A percentage of those with data, where the file says that data are missing.
      const back = own.filter(({ after }) => after !== null);
      if (this.missing && this.stated && back.length > 0) {
        const hit = back.filter((each) => each.event);
        entries.push([
          `${arm}-with-data`,
          {
            of: arm,
            n: hit.length,
            percent: this.text((100 * hit.length) / back.length, digits),
            how: { missing: 'left out' },
          },
        ]);
      }
    }
    return Object.fromEntries(entries);
  }

  table(): Json {
    const { draw, arms } = this;
    const digits = draw.whole(0, 1);
    const cell = (x: number, n: number) =>
      draw.chance(0.2)
        ? x
        : draw.chance(0.2)
          ? `${x}/${n} (${this.text((100 * x) / n, digits)}%)`
          : `${x} (${this.text((100 * x) / n, digits)})`;
    const rows = Object.fromEntries(
      (['event', 'other'] as const).map((key) => {
        const groups = [this.patients, ...arms.map((_, i) => this.group(i))];
        return [
          key,
          groups.map((group) => cell(group.filter((each) => each[key]).length, group.length)),
        ];
      }),
    );
    return { columns: ['all', ...arms], sum: true, rows };
  }

  correlations(): Json[] {
    const { draw } = this;
    const [before, after] = this.pairs(null);
    if (before.length < 4 || of.sd(before) < 1e-9 || of.sd(after) < 1e-9) return [];
    const rank = draw.chance(0.3);
    const [x, y] = rank ? [of.ranks(before), of.ranks(after)] : [before, after];
    const r = of.correlation(x, y);
    const df = before.length - 2;
    const t = (Math.abs(r) * Math.sqrt(df)) / Math.sqrt(Math.max(1e-300, 1 - r * r));
    const half = of.zCritical(0.95) / Math.sqrt(before.length - 3);
    const single: Json = {
      measure: 'score',
      cohort: 'all',
      visits: ['before', 'after'],
      r: this.text(r, 2),
      n: before.length,
      p: this.p(of.tTwo(t, df)),
      ...(Math.abs(r) < 0.999 &&
        draw.chance(0.4) && {
          ci: [Math.tanh(Math.atanh(r) - half), Math.tanh(Math.atanh(r) + half)].map((each) =>
            this.text(each, 2),
          ),
        }),
      ...this.how({ correlation: rank ? 'Spearman' : 'Pearson' }),
    };
    if (rank && !this.stated) this.others.push('correlations[0]');
    return [single, ...this.matrix()];
  }

  /** A correlation table, over complete patients or pair by pair over those with both values. */
  matrix(): Json[] {
    const { draw } = this;
    const k = draw.whole(3, 4);
    const pairwise = this.missing && draw.chance(0.5);
    const people = this.patients.map(({ before, after, later, event }) =>
      [before, after, later, (event ? 1 : 0) + 0.01 * before + 0.3 * draw.normal()].slice(0, k),
    );
    const complete = people.filter((each) => each.every((x) => x !== null)) as number[][];
    const cell = (i: number, j: number): number | null => {
      const of2 = pairwise
        ? (people.filter((each) => each[i] !== null && each[j] !== null) as number[][])
        : complete;
      const [a, b] = [of2.map((each) => each[i] as number), of2.map((each) => each[j] as number)];
      return a.length < 4 || of.sd(a) < 1e-9 || of.sd(b) < 1e-9 ? null : of.correlation(a, b);
    };
    const table = Array.from({ length: k }, (_, i) =>
      Array.from({ length: i + 1 }, (__, j) => {
        const r = i === j ? 1 : cell(i, j);
        return r === null ? null : this.text(r, 2);
      }),
    );
    if (table.flat().includes(null)) return [];
    if (pairwise) this.others.push('correlations[1]');
    return [
      {
        cohort: 'all',
        variables: Array.from({ length: k }, (_, i) => `v${i}`),
        table,
        ...(this.missing ? { how: { missing: pairwise ? 'pairwise deletion' : 'left out' } } : {}),
      },
    ];
  }

  rates(): Json {
    const { draw } = this;
    const events = draw.whole(0, 12);
    const time = 20 + 300 * draw.unit();
    const [low, high] = of.poissonLimits(events, 0.95);
    return {
      infection: {
        cohort: 'all',
        events,
        time: this.text(time, 1),
        unit: 'person-years',
        rate: this.text((100 * events) / time, 2),
        per: 100,
        ci: [(100 * low) / time, (100 * high) / time].map((x) => this.text(x, 2)),
        ...this.how({ interval: 'exact' }),
      },
    };
  }

  write(): MadeUp {
    const { draw, kind, arms } = this;
    const several = arms.length > 1;
    const groups = several
      ? [...arms.map((arm, i) => [arm, i] as const), ['all', null] as const]
      : [['all', null] as const];
    const later = draw.chance(0.3);
    const series = Object.fromEntries(
      groups.map(([id, arm]) => [
        id,
        Object.fromEntries(
          (['before', 'after', ...(later ? (['later'] as const) : [])] as const).flatMap(
            (visit) => {
              const values = this.valuesAt(arm, visit);
              return values.length < 2 ? [] : [[visit, this.row(values, visit, id)]];
            },
          ),
        ),
      ]),
    );
    for (const [, arm] of groups) if (draw.chance(0.7)) this.beforeAfter(arm);
    if (several) {
      this.betweenTwo(0, 1);
      if (draw.chance(0.5)) this.betweenTwo(1, 0);
      this.events();
    }
    if (arms.length > 2) this.betweenAll();
    this.overlapping();
    const { scale, more } = kind;
    const file = {
      id: 'made-up',
      ...(this.stated && this.missing
        ? { design: { missing: draw.one(['complete cases', 'no imputation', 'left out']) } }
        : {}),
      cohorts: this.cohorts(),
      partitions: [{ of: 'all', into: arms }],
      ...(scale && { scales: { s: scale } }),
      measures: { score: { ...(scale ? { scale: 's' } : more), baseline: 'before', in: series } },
      comparisons: this.comparisons,
      ...(draw.chance(0.5) && { counts: [this.table()] }),
      ...(draw.chance(0.5) && { correlations: this.correlations() }),
      ...(draw.chance(0.3) && { rates: this.rates() }),
      relations: [
        { that: 'cohorts.all.n', equals: arms.map((arm) => `cohorts.${arm}.n`).join(' + ') },
      ],
    };
    return { file, rule: this.rule, others: this.others };
  }
}
