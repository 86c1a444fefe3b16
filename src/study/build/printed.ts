import type { Where } from '../../errors.ts';
import { type Domain, isNotSignificant, readCount, readFigure } from '../figure.ts';
import { cellPattern } from '../figure-pattern.ts';
import type {
  Acceptance,
  Count,
  CountCell,
  Figure,
  How,
  NotSignificant,
  Printed,
  PrintedInterval,
  PrintedP,
  PrintedPair,
} from '../model.ts';
import type { Place } from '../place.ts';

// Shared by all figures, of which there may be a million.
const none: readonly Acceptance[] = [];

/** Quantities that cannot be below zero. */
export const notNegative: Domain = { min: 0 };
const probability: Domain = { min: 0, max: 1 };

/** The figures under a key: one, or one a source; null when there is none. */
export function printed(place: Place, key: string, domain: Domain = {}): Printed | null {
  const inner = place.get(key);
  return inner ? printedAt(inner, domain) : null;
}

/** The figures at a place. */
export function printedAt(place: Place, domain: Domain = {}): Printed {
  if (place.node.kind !== 'array') return [figureAt(place, domain)];
  const [first, ...others] = place.list((each) => figureAt(each, domain));
  if (!first) throw new Error(`no figure at ${place.path}`);
  return [first, ...others];
}

/** The p-values under a key. */
export function printedP(place: Place, key: string): PrintedP | null {
  const inner = place.get(key);
  if (!inner) return null;
  const [first, ...others] = inner.node.kind === 'array' ? inner.list(pAt) : [pAt(inner)];
  return first ? [first, ...others] : null;
}

function pAt(place: Place): Figure | NotSignificant {
  const text = textOf(place);
  if (!isNotSignificant(text)) return figureAt(place, probability);
  const { source } = place;
  const where = place.whereOf(place.get('text') ?? place);
  return { text, relation: 'ns', where, source, accept: acceptances(place) };
}

/** One figure: a text, a bare number, or either with its source. */
export function figureAt(place: Place, domain: Domain = {}): Figure {
  const result = readFigure(textOf(place), domain);
  if ('message' in result) throw new Error(`${place.path}: ${result.message}`);
  const at = place.get('text') ?? place;
  // Written out: of a million figures, copying them by "..." takes half of all time.
  const { text, value, decimals, relation, percent, low, high } = result.figure;
  return {
    text,
    value,
    decimals,
    relation,
    percent,
    low,
    high,
    where: place.whereOf(at),
    source: place.source,
    accept: acceptances(place),
  };
}

function textOf(place: Place): string {
  const { node } = place.get('text') ?? place;
  return node.kind === 'string' ? node.value : node.kind === 'number' ? node.text : '';
}

/** The findings accepted at a place, one or several. */
export function acceptances(place: Place): readonly Acceptance[] {
  const accept = place.get('accept');
  if (!accept) return none;
  return accept.node.kind === 'array' ? accept.list(acceptanceAt) : [acceptanceAt(accept)];
}

function acceptanceAt(place: Place): Acceptance {
  return { check: place.string('check') ?? '', because: place.string('because') ?? '' };
}

/** Two limits under a key. */
export function printedPair(place: Place, key: string): PrintedPair | null {
  const [low, high] = place.items(key, (at) => printedAt(at));
  return low && high ? { low, high } : null;
}

/** A confidence interval under "ci", with its level beside it or inside it. */
export function printedInterval(place: Place): PrintedInterval | null {
  const ci = place.get('ci');
  if (!ci) return null;
  const [low, high] =
    ci.node.kind === 'array'
      ? ci.list((at) => printedAt(at))
      : [printed(ci, 'low'), printed(ci, 'high')];
  if (!low || !high) return null;
  const level = ci.number('level') ?? place.number('level');
  return {
    low,
    high,
    level: level ?? 0.95,
    levelStated: level !== null,
  };
}

/** How the figures here were made; null when not stated. */
export function howAt(place: Place): How | null {
  return place.plain<How>('how');
}

/** A count under a key; null when the key is absent. */
export function count(place: Place, key: string): Count | null {
  const inner = place.get(key);
  return inner ? countAt(inner) : null;
}

/** A count under a key, or one that says that it is not printed. */
export function countOrUnknown(place: Place, key: string): Count {
  const where = { ...place.where, path: `${place.path}.${key}` };
  return count(place, key) ?? unknownCount(where, place.source);
}

/** A count that is not printed. */
export function unknownCount(where: Where, source: string | null): Count {
  return { text: null, low: 0, high: null, because: null, where, source, accept: [] };
}

/** The count at a place: a whole number, "≤28", limits, or null. */
export function countAt(place: Place): Count {
  const at = place.get('text') ?? place;
  const { node } = at;
  const text = node.kind === 'number' ? node.text : node.kind === 'string' ? node.value : null;
  const limits =
    node.kind === 'number'
      ? { low: Number(node.text), high: Number(node.text) }
      : ((text === null ? null : readCount(text)) ?? { low: 0, high: null });
  const max = place.number('max');
  return {
    text,
    low: Math.max(limits.low, place.number('min') ?? 0),
    high: max === null ? limits.high : Math.min(max, limits.high ?? max),
    because: place.string('because'),
    where: place.whereOf(at),
    source: place.source,
    accept: acceptances(place),
  };
}

/** A cell of a table of counts: "7 (17.5)". */
export function cellAt(place: Place): CountCell {
  const { source } = place;
  const at = place.get('text') ?? place;
  const where = place.whereOf(at);
  if (at.node.kind !== 'string') return { n: countAt(place), of: null, percent: null, where };
  const { n = '', of, share } = cellPattern.exec(at.node.value)?.groups ?? {};
  const limits = readCount(n) ?? { low: 0, high: null };
  const result = share === undefined ? null : readFigure(share, notNegative);
  const accept = acceptances(place);
  return {
    n: { text: n, ...limits, because: null, where, source, accept },
    of: of === undefined ? null : Number(of),
    percent:
      result && 'figure' in result
        ? { ...result.figure, percent: true, where, source, accept }
        : null,
    where,
  };
}
