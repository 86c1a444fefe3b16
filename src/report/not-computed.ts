import type { List } from './document.ts';
import type { Result } from './report.ts';
import { upperFirst } from './words.ts';

const MOST_LABELS = 4;

/** What could not be computed, and which input was missing: one line a reason. */
export function notComputed(results: readonly Result[]): List | null {
  const byReason = new Map<string, Set<string>>();
  for (const { value, reason, label } of results) {
    if (value !== null || !reason || !inTheFigures.test(reason)) continue;
    const labels = byReason.get(reason) ?? new Set();
    byReason.set(reason, labels.add(label));
  }
  const items = [...byReason].map(([reason, labels]) => ({
    mark: '·',
    text: `${shortList([...labels])}. ${sentence(reason)}`,
  }));
  return items.length === 0 ? null : { kind: 'list', title: 'Not computed', items };
}

/** Reasons that lie in what is printed, and not in a formula. */
const inTheFigures = /^(missing|impossible): |^undefined: the printed /;

const sentence = (reason: string): string => `${upperFirst(reasonText(reason))}.`;

/** A reason of the JSON ("undefined: …", "missing: …") as one says it. */
export function reasonText(reason: string): string {
  return reason.replace(/^(?:undefined|impossible): /, '').replace(/^missing: /, 'not printed: ');
}

/** "a; b; c; d and 3 more". */
function shortList(labels: readonly string[]): string {
  const more = labels.length - MOST_LABELS;
  if (more <= 1) return labels.join('; ');
  return `${labels.slice(0, MOST_LABELS).join('; ')} and ${more} more`;
}
