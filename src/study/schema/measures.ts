import * as v from 'valibot';
import { how } from './how.ts';
import { lean, type Schema } from './lean.ts';
import {
  ci,
  cohortId,
  cohortKey,
  common,
  count,
  idKey,
  level,
  measureId,
  number,
  optional,
  pair,
  plainCounts,
  positiveInteger,
  printed,
  scaleId,
  text,
  visitId,
} from './parts.ts';

const frequency = lean(
  v.pipe(
    v.union([
      ...plainCounts,
      v.pipe(
        v.strictObject({ n: v.exactOptional(count), percent: v.exactOptional(printed), ...common }),
        v.title('{ "n": …, "percent": … }'),
      ),
    ]),
    v.title('a count, or { "n": …, "percent": … }'),
  ),
);

/** What can be printed of a group's values. */
export const statistics = {
  n: optional(count, 'How many patients these figures are of'),
  mean: optional(printed, 'The mean'),
  sd: optional(printed, 'The standard deviation'),
  se: optional(printed, 'The standard error of the mean'),
  variance: optional(printed, 'The variance'),
  spread: optional(printed, 'What stands after ± when SD or SE is not stated'),
  ci: optional(ci, 'The confidence interval of the mean'),
  level: optional(level, 'Confidence level of ci'),
  median: optional(printed, 'The median'),
  iqr: optional(pair, 'The first and third quartile'),
  iqrWidth: optional(printed, 'The interquartile range when printed as one number'),
  geometricMean: optional(printed, 'The geometric mean'),
  geometricSd: optional(printed, 'The geometric standard deviation'),
  cv: optional(printed, 'The coefficient of variation'),
  range: optional(pair, 'The least and greatest value that were observed'),
  within: optional(
    v.pipe(v.strictTuple([number, number]), v.title('two numbers, such as [12, 32]')),
    'Entry limits: no patient was outside',
  ),
  frequencies: optional(
    v.pipe(v.record(v.string(), frequency), v.title('scores with their counts')),
    'How many patients had each score, e.g. { "1": 3, "2": { "percent": "40" }, "4-5": "≤9" }',
  ),
  how: optional(how, 'How these figures were made'),
};

const atVisit = lean(
  v.pipe(
    v.strictObject({
      label: optional(text, 'Name of the visit in tables'),
      ...statistics,
      ...common,
    }),
    v.title('what was printed at a visit'),
  ),
);

/** What was printed at one visit, in a file. */
export interface SummaryText extends v.InferOutput<typeof atVisit> {}

/** What was printed at one visit. */
export const summary: Schema<SummaryText> = atVisit;

const visits = lean(v.pipe(v.record(idKey, summary), v.title('visits')));

/** A scale. */
export const scale = lean(
  v.pipe(
    v.strictObject({
      name: optional(text, 'Full name'),
      min: v.pipe(number, v.description('The least possible score')),
      max: v.pipe(number, v.description('The greatest possible score')),
      step: optional(
        v.pipe(v.number(), v.gtValue(0, 'a step is above 0'), v.title('a number above 0')),
        'The distance between neighbouring scores, if known; there is no default',
      ),
      stepSource: optional(text, 'Where the step is stated: a source, "manual", or "assumed"'),
      items: optional(positiveInteger, 'How many items are averaged into one score; 1 if left out'),
      better: optional(
        v.pipe(v.picklist(['higher', 'lower']), v.title('"higher" or "lower"')),
        'Which scores are better',
      ),
      labels: optional(
        v.pipe(v.record(v.string(), text), v.title('scores with their meaning')),
        'What the points mean, e.g. { "0": "no tremor" }',
      ),
      matters: optional(
        v.pipe(
          v.strictObject({
            points: v.pipe(
              v.number(),
              v.gtValue(0, 'a change is above 0'),
              v.title('a number above 0'),
              v.description('The smallest change that matters to a patient'),
            ),
            source: optional(text, 'Who says so'),
          }),
          v.title('{ "points": …, "source": … }'),
        ),
        'The smallest change that matters to a patient',
      ),
      ...common,
    }),
    v.check(({ min, max }) => min < max, 'min is not below max'),
    v.title('a scale'),
  ),
);

/** What was measured, and what was printed of it. */
export const measure = lean(
  v.pipe(
    v.strictObject({
      label: optional(text, 'Name in tables'),
      scale: optional(scaleId, 'Id of the scale'),
      unit: optional(text, 'Unit, e.g. "months"'),
      items: optional(positiveInteger, 'How many items are averaged into one score'),
      positive: optional(
        v.pipe(v.boolean(), v.title('true or false')),
        'Whether values below zero are impossible (durations, ages, weights)',
      ),
      cohort: optional(cohortId, 'Id of the cohort that was measured'),
      baseline: optional(visitId, 'Id of the visit before treatment'),
      at: optional(visits, 'What was printed at each visit'),
      in: optional(
        v.pipe(v.record(cohortKey, visits), v.title('cohorts')),
        'What was printed in each cohort, at each visit',
      ),
      ...statistics,
      ...common,
    }),
    v.title('a measure'),
  ),
);

/** Individual values, or a quantity of a unit of analysis other than the patient. */
export const values = lean(
  v.pipe(
    v.strictObject({
      label: optional(text, 'Name in tables'),
      cohort: optional(cohortId, 'Id of the cohort'),
      measure: optional(measureId, 'Id of the measure that these are values of'),
      visit: optional(visitId, 'Id of the visit'),
      scale: optional(scaleId, 'Id of the scale'),
      unit: optional(text, 'Unit of analysis, e.g. "side"'),
      perPatient: optional(positiveInteger, 'How many units one patient has'),
      values: optional(
        v.pipe(v.array(printed), v.title('a list of figures')),
        'The values as printed',
      ),
      ...statistics,
      ...common,
    }),
    v.title('individual values'),
  ),
);
