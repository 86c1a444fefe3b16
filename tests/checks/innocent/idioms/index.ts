import * as effects from './effects.ts';
import type { Write } from './idiom.ts';
import * as matched from './matched.ts';
import * as percentages from './percentages.ts';
import * as scores from './scores.ts';
import * as tables from './tables.ts';
import * as tests from './tests.ts';
import * as trials from './trials.ts';

/** Ways in which clinical papers print figures, by name. */
export const idioms: Readonly<Record<string, Write>> = {
  ...tests,
  ...matched,
  ...percentages,
  ...effects,
  ...scores,
  ...tables,
  ...trials,
};
