import type { SectionBuilder } from '../section.ts';
import { allBetween } from './all.ts';
import { changesBetween } from './changes.ts';
import { eventsBetween } from './events.ts';
import { meansBetween } from './means.ts';
import { printedEffects } from './printed.ts';
import { rates } from './rates.ts';

export { convert } from './conversions.ts';
export { changesForPooling } from './pooling.ts';

/** What a report says of two or more groups, of rates and of printed effects. */
export const sections: readonly SectionBuilder[] = [
  meansBetween,
  changesBetween,
  eventsBetween,
  rates,
  printedEffects,
];

/** Behind all other sections. */
export const last: readonly SectionBuilder[] = [allBetween];
