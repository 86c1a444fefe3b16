import { beforeAfter } from './before-after.ts';
import { conversions } from './conversions.ts';
import { oneMean } from './one-mean.ts';
import { rates } from './rates.ts';
import type { Enclosure } from './results.ts';
import { tests } from './tests.ts';
import { twoArms } from './two-arms.ts';
import { twoGroups } from './two-groups.ts';

/** The formulas of the methods over enclosed inputs, by id: their proofs over boxes of inputs. */
export const enclosures: Readonly<Record<string, Enclosure>> = {
  ...oneMean,
  ...beforeAfter,
  ...twoGroups,
  ...twoArms,
  ...tests,
  ...rates,
  ...conversions,
};
