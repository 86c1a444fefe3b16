import { type Draw, printed, type Rule } from '../draw.ts';
import * as of from '../figures.ts';

/** A study as a careful reader would transcribe it: innocent, as it was printed from complete data. */
export interface Idiom {
  readonly parts: Json;
  /** The rule by which its figures were rounded. */
  readonly rule: Rule;
  /** True when the file names a method that is computed: then not even a warning is due. */
  readonly named: boolean;
}

export type Json = Readonly<Record<string, unknown>>;
export type Values = readonly number[];

/** Writes one study of its kind; null where the drawn data do not allow it. */
export type Write = (pen: Pen) => Idiom | null;

/** Data and texts of one study. */
export class Pen {
  readonly draw: Draw;
  readonly rule: Rule;

  constructor(draw: Draw) {
    this.draw = draw;
    this.rule = draw.one(['half-up', 'half-even', 'half-up', 'truncate']);
  }

  text(value: number, decimals: number): string {
    return printed(value, decimals, this.rule);
  }

  p(value: number): string {
    return value < 0.001 ? '<.001' : this.text(Math.min(1, value), 3);
  }

  normals(n: number, mean: number, sd: number): number[] {
    return Array.from({ length: n }, () => mean + sd * this.draw.normal());
  }

  /** Scores by steps of one between two limits. */
  scores(n: number, low: number, high: number): number[] {
    const [middle, spread] = [low + (high - low) * this.draw.unit(), (high - low) / 4];
    return Array.from({ length: n }, () =>
      Math.min(high, Math.max(low, Math.round(middle + spread * this.draw.normal()))),
    );
  }

  /** Mean, SD and n as a table prints them. */
  summary(values: Values, decimals = 1): Json {
    return {
      n: values.length,
      mean: this.text(of.mean(values), decimals),
      sd: this.text(of.sd(values), decimals),
    };
  }

  done(parts: Json, named: boolean): Idiom {
    return { parts, rule: this.rule, named };
  }
}

/** Two groups of different patients, measured once. */
export function twoGroups(pen: Pen, a: Values, b: Values, comparison: Json): Json {
  return {
    cohorts: {
      all: { n: a.length + b.length },
      active: { of: 'all', n: a.length },
      sham: { of: 'all', n: b.length },
    },
    measures: {
      score: { in: { active: { end: pen.summary(a) }, sham: { end: pen.summary(b) } } },
    },
    comparisons: [{ measure: 'score', between: ['active', 'sham'], at: 'end', ...comparison }],
  };
}

/** One group, measured twice. */
export function beforeAfter(
  pen: Pen,
  a: Values,
  b: Values,
  comparison: Json,
  scale: Json = {},
): Json {
  return {
    cohorts: { all: { n: a.length } },
    ...(Object.keys(scale).length > 0 && { scales: { scale } }),
    measures: {
      score: {
        cohort: 'all',
        ...(Object.keys(scale).length > 0 && { scale: 'scale' }),
        at: { before: pen.summary(a), after: pen.summary(b) },
      },
    },
    comparisons: [{ measure: 'score', from: 'before', to: 'after', ...comparison }],
  };
}

/** Patients with an event in two groups. */
export function events({ x1, n1, x2, n2 }: of.Table, comparison: Json, more: Json = {}): Json {
  return {
    cohorts: {
      all: { n: n1 + n2 },
      active: { of: 'all', n: n1 },
      sham: { of: 'all', n: n2 },
      'active-event': { of: 'active', n: x1, ...((more.active ?? {}) as Json) },
      'sham-event': { of: 'sham', n: x2, ...((more.sham ?? {}) as Json) },
    },
    comparisons: [{ events: ['active-event', 'sham-event'], ...comparison }],
  };
}

/** Two counts that are neither none nor all of their groups. */
export function table({ draw }: Pen): of.Table {
  const [n1, n2] = [draw.whole(8, 60), draw.whole(8, 60)];
  return { x1: draw.whole(1, n1 - 1), n1, x2: draw.whole(1, n2 - 1), n2 };
}
