import * as v from 'valibot';
import { comparison } from './comparisons.ts';
import { how } from './how.ts';
import { lean } from './lean.ts';
import { measure, scale, values } from './measures.ts';
import {
  acceptance,
  cell,
  ci,
  cohortId,
  common,
  count,
  figureForms,
  idKey,
  level,
  measureId,
  optional,
  positiveInteger,
  printed,
  pValue,
  sourceId,
  text,
  visitId,
  wholeNumber,
} from './parts.ts';

const citation = lean(
  v.pipe(
    v.strictObject({
      authors: v.pipe(
        v.array(text),
        v.title('a list of texts'),
        v.description('Authors, e.g. "Horisawa S"; "et al." may close the list'),
      ),
      title: optional(text, 'Title of the paper'),
      journal: optional(text, 'Journal'),
      year: optional(wholeNumber, 'Year of publication'),
      volume: optional(text, 'Volume'),
      issue: optional(text, 'Issue'),
      pages: optional(text, 'Pages'),
      doi: optional(text, 'Digital object identifier'),
      url: optional(text, 'Address'),
    }),
    v.title('a citation'),
  ),
);

const source = lean(
  v.pipe(
    v.strictObject({
      kind: v.pipe(text, v.description('"article", "abstract", "news article", "table 2", …')),
      title: optional(text, 'Title'),
      url: optional(text, 'Address'),
      doi: optional(text, 'Digital object identifier'),
      note: optional(text, 'A remark for readers of the study file'),
    }),
    v.title('a source'),
  ),
);

const design = lean(
  v.pipe(
    v.strictObject({
      arms: optional(positiveInteger, 'Number of groups'),
      direction: optional(text, '"prospective", "retrospective" or "not stated"'),
      control: optional(text, '"none", "sham", "placebo", "waiting list", …'),
      randomized: optional(
        v.pipe(v.boolean(), v.title('true or false')),
        'Whether patients were allocated at random',
      ),
      blinded: optional(text, '"none", "single", "double", "assessor" or "not stated"'),
      missing: optional(text, 'What was done about missing values, or "not stated"'),
      note: optional(text, 'A remark for readers of the study file'),
    }),
    v.title('an object with the design'),
  ),
);

const cohort = lean(
  v.pipe(
    v.strictObject({
      label: optional(text, 'Name in tables'),
      of: optional(cohortId, 'Id of the cohort that it is part of'),
      n: optional(count, 'How many patients'),
      percent: optional(printed, 'The percentage of the cohort that it is part of, if printed'),
      ci: optional(ci, 'The confidence interval of the percentage'),
      level: optional(level, 'Confidence level of ci'),
      how: optional(how, 'How the figures were made'),
      accept: optional(
        v.union([acceptance, v.array(acceptance)]),
        'Findings that are accepted, with the reason',
      ),
      ...common,
    }),
    v.title('a cohort'),
  ),
);

const partition = lean(
  v.pipe(
    v.strictObject({
      of: v.pipe(cohortId, v.description('The whole')),
      into: v.pipe(
        v.array(cohortId),
        v.minLength(1, 'at least one cohort belongs here'),
        v.title('a list of cohorts'),
        v.description('The parts, which add up to the whole'),
      ),
      ...common,
    }),
    v.title('a partition'),
  ),
);

const countTable = lean(
  v.pipe(
    v.strictObject({
      label: optional(text, 'Name of the table'),
      columns: v.pipe(
        v.array(cohortId),
        v.minLength(1, 'at least one cohort belongs here'),
        v.title('a list of cohorts'),
      ),
      sum: optional(
        v.pipe(v.boolean(), v.title('true or false')),
        'Whether the first column is the sum of the others',
      ),
      rows: v.pipe(
        v.record(idKey, v.pipe(v.array(cell), v.title('a list of cells'))),
        v.title('rows'),
      ),
      ...common,
    }),
    v.title('a table of counts'),
  ),
);

const rate = lean(
  v.pipe(
    v.strictObject({
      label: optional(text, 'Name in tables'),
      cohort: optional(cohortId, 'Id of the cohort'),
      events: optional(count, 'Number of events'),
      time: optional(printed, 'Person-time at risk'),
      unit: optional(text, 'Unit of the time, e.g. "person-years"'),
      rate: optional(printed, 'Events per person-time'),
      per: optional(
        v.pipe(v.number(), v.gtValue(0, 'this is above 0'), v.title('a number above 0')),
        'Units of time that the rate is per, e.g. 100; 1 if left out',
      ),
      ci: optional(ci, 'The confidence interval of the rate'),
      level: optional(level, 'Confidence level of ci'),
      how: optional(how, 'How the figures were made'),
      ...common,
    }),
    v.title('an event rate'),
  ),
);

const correlation = lean(
  v.pipe(
    v.strictObject({
      label: optional(text, 'Name in tables'),
      cohort: optional(cohortId, 'Id of the cohort'),
      measure: optional(
        measureId,
        'Id of the measure, for a correlation between two of its visits',
      ),
      visits: optional(
        v.pipe(v.strictTuple([visitId, visitId]), v.title('two visits')),
        'The two visits',
      ),
      variables: optional(
        v.pipe(
          v.array(text),
          v.minLength(2, 'at least two variables belong here'),
          v.title('a list of texts'),
        ),
        'What is correlated, in the order of the table',
      ),
      r: optional(printed, 'The correlation of the two'),
      table: optional(
        v.pipe(
          v.array(
            v.pipe(v.array(v.union([...figureForms, v.null()])), v.title('a list of figures')),
          ),
          v.title('rows of figures'),
        ),
        'A correlation table, whole or its lower half; null where nothing is printed',
      ),
      n: optional(count, 'How many patients it is of'),
      ci: optional(ci, 'The confidence interval of r'),
      level: optional(level, 'Confidence level of ci'),
      p: optional(pValue, 'The p-value'),
      how: optional(how, 'How it was made'),
      ...common,
    }),
    v.title('a correlation'),
  ),
);

const relation = lean(
  v.pipe(
    v.strictObject({
      that: v.pipe(
        text,
        v.description('Path of a figure, or arithmetic over paths, e.g. "cohorts.active.n"'),
      ),
      equals: v.pipe(
        text,
        v.description('Arithmetic over paths: + - * / with blanks around them, and brackets'),
      ),
      ...common,
    }),
    v.title('a relation'),
  ),
);

const list = <Schema extends v.GenericSchema>(schema: Schema, title: string) =>
  v.pipe(v.array(schema), v.title(title));
const byId = <Schema extends v.GenericSchema>(schema: Schema, title: string) =>
  v.pipe(v.record(idKey, schema), v.title(`${title} by their ids`));

/**
 * A study file: the one source of the types, of the validation and of the JSON Schema.
 * Nothing here transforms: what validates is what was written.
 */
export const studyFile = lean(
  v.pipe(
    v.strictObject({
      $schema: optional(text, 'Address of the JSON Schema, for completion in an editor'),
      id: v.pipe(
        text,
        v.nonEmpty('an id has at least one character'),
        v.description('Short name of the study, e.g. "horisawa-2019"'),
      ),
      title: optional(text, 'Title for the header of the output'),
      citation: optional(citation, 'The paper'),
      source: optional(sourceId, 'Id of the source of every figure that names no other'),
      sources: optional(byId(source, 'sources'), 'Where figures were printed'),
      design: optional(design, 'How the study was made, as stated'),
      cohorts: optional(byId(cohort, 'cohorts'), 'Groups of patients, as a tree'),
      partitions: optional(
        list(partition, 'a list of partitions'),
        'Cohorts that add up to another one',
      ),
      scales: optional(byId(scale, 'scales'), 'Scales'),
      measures: optional(byId(measure, 'measures'), 'What was measured'),
      comparisons: optional(
        list(comparison, 'a list of comparisons'),
        'What was compared, and what was printed about it',
      ),
      counts: optional(list(countTable, 'a list of tables'), 'Tables of counts, as printed'),
      values: optional(byId(values, 'values'), 'Individual values'),
      rates: optional(byId(rate, 'rates'), 'Event rates per person-time'),
      correlations: optional(
        list(correlation, 'a list of correlations'),
        'Correlations and correlation tables',
      ),
      relations: optional(
        list(relation, 'a list of relations'),
        'Arithmetic that the paper implies',
      ),
      assumptions: optional(
        list(text, 'a list of texts'),
        'What is not printed and had to be assumed',
      ),
      notes: optional(list(text, 'a list of texts'), 'Remarks about what is printed'),
    }),
    v.title('a study file, which is a JSON object'),
  ),
);

/** A study file as a value of its own: plain JSON. */
export type StudyFile = v.InferOutput<typeof studyFile>;
