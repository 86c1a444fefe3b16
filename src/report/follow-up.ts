import type { Measure, Statistics, Summary } from '../study/model.ts';
import { type Context, usable } from './context.ts';

/** How long the patients were followed up, as printed. */
export interface FollowUpRange {
  readonly low: string;
  readonly high: string;
  readonly unit: string;
  readonly shortestDays: number;
}

const days: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30.4375, year: 365.25 };

/** Asked for with every number of patients: hundreds of times a report. */
const known = new WeakMap<Context, FollowUpRange | null>();

/** The printed range of the measure that is called "follow-up", when it is a duration. */
export function followUpRange(context: Context): FollowUpRange | null {
  const range = known.get(context);
  if (range !== undefined) return range;
  const found = findRange(context);
  known.set(context, found);
  return found;
}

function findRange(context: Context): FollowUpRange | null {
  const measure = context.study.measures.find(isFollowUp);
  const range = measure?.series[0]?.visits[0]?.range;
  const unit = measure?.unit ?? '';
  const perUnit = days[unit.replace(/s$/, '')];
  const low = usable(context, range?.low ?? null);
  const high = usable(context, range?.high ?? null);
  if (!low || !high || perUnit === undefined) return null;
  return { low: low.text, high: high.text, unit, shortestDays: low.high * perUnit };
}

const isFollowUp = ({ id, scale }: Measure): boolean => id === 'follow-up' && scale === null;

/** True when a visit such as "12-months" lies after the shortest follow-up, so some must miss it. */
export function isBeyondShortestFollowUp(
  context: Context,
  statistics: Statistics & Partial<Pick<Summary, 'visit'>>,
): boolean {
  const { visit = null } = statistics;
  const found = /^(\d+(?:\.\d+)?)-(day|week|month|year)s?$/.exec(visit ?? '');
  const range = followUpRange(context);
  if (!found || !range) return false;
  return Number(found[1]) * (days[found[2] ?? ''] ?? 0) > range.shortestDays;
}
