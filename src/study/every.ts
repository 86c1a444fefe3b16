import type { Count, Figure, NotSignificant, Printed, Study } from './model.ts';

/** A printed figure with the path of its place in the file. */
export interface PrintedFigure {
  readonly path: string;
  readonly figure: Figure | NotSignificant;
}

/** A printed count with the path of its place in the file. */
export interface PrintedCount {
  readonly path: string;
  readonly count: Count;
}

/**
 * Every printed figure of a study, each once, with its path. Counts are in `everyCount`.
 *
 * @example
 * [...everyFigure(await loadStudy('data/horisawa-2019.json'))].length > 10 // → true
 */
export function* everyFigure(study: Study): Generator<PrintedFigure> {
  for (const found of everyPrinted(study)) {
    if ('figure' in found) yield found;
  }
}

/**
 * Every printed count of a study, each once, with its path; not those that are null.
 *
 * @example
 * [...everyCount(parseStudy('{ "id": "doe-2020", "title": "A trial", "cohorts": { "all": { "n": 20 } } }', { file: null }))].length // → 1
 */
export function* everyCount(study: Study): Generator<PrintedCount> {
  for (const found of everyPrinted(study)) {
    if ('count' in found) yield found;
  }
}

/** Everything printed, figures and counts, in the order of the model. */
export function* everyPrinted(part: unknown): Generator<PrintedFigure | PrintedCount> {
  const seen = new Set<object>();
  const stack: unknown[] = [part];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isFigure(value)) {
      yield { path: value.where.path, figure: value };
    } else if (isCount(value)) {
      if (isStated(value)) yield { path: value.where.path, count: value };
    } else {
      // Last first, so that the first comes off the stack first.
      const inner = value as Readonly<Record<string, unknown>>;
      for (const key of Object.keys(inner).reverse()) {
        // The file as plain JSON is not printed a second time, and made only when asked for.
        const part = key === 'raw' ? null : inner[key];
        if (typeof part === 'object' && part !== null) stack.push(part);
      }
    }
  }
}

/** Everything printed by path; figures of several sources also by the path of their list. */
export function printedByPath(part: unknown): ReadonlyMap<string, Printed | Count> {
  const found = new Map<string, Printed | Count>();
  const lists = new Map<string, Figure[]>();
  for (const each of everyPrinted(part)) {
    if ('count' in each) {
      found.set(each.path, each.count);
    } else if (each.figure.relation !== 'ns' && !found.has(each.path)) {
      // In a cell the count comes first, and is what its path means; the percentage has none.
      found.set(each.path, [each.figure]);
      const list = /^(.*)\[\d+\]$/.exec(each.path)?.[1];
      if (list !== undefined && !pairs.test(list)) {
        lists.set(list, [...(lists.get(list) ?? []), each.figure]);
      }
    }
  }
  for (const [path, [first, ...others]] of lists) if (first) found.set(path, [first, ...others]);
  return found;
}

/** Lists whose items are not the same figure by several sources. */
const pairs = /(?:^|\.)(?:ci|range|iqr|df|values|rows\.[^.]+|table(?:\[\d+\])?)$/;

function isFigure(value: object): value is Figure | NotSignificant {
  return 'relation' in value && 'text' in value && 'where' in value;
}

function isCount(value: object): value is Count {
  return 'because' in value && 'low' in value && 'where' in value;
}

function isStated({ text, low, high }: Count): boolean {
  return text !== null || low > 0 || high !== null;
}
