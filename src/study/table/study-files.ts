import { readCsv } from '../csv.ts';
import { printJson } from '../print-json.ts';
import { sourceText } from '../source-text.ts';
import { Problems } from '../validate.ts';
import { Agreed } from './agreed.ts';
import { idOf, type Row } from './cells.ts';
import { MeasureDraft } from './measure-draft.ts';
import { Names } from './names.ts';
import { everyone, type Json, labelFor, objectOf } from './parts.ts';
import { readRows } from './rows.ts';

/** A study file made from the rows of a table. */
export interface NewStudyFile {
  /** The id of the study; letters, digits and "-", so that a file can be called so. */
  readonly id: string;
  /** The JSON text of the file. */
  readonly text: string;
}

export interface TableOptions {
  /** Name for messages and places; null when the text is no file. */
  readonly file: string | null;
  /** Address of the JSON Schema to put into each file; none if left out. */
  readonly schema?: string;
}

/**
 * Makes study files, one a study, of a long table: CSV with one row a study, arm, measure and
 * visit, and a line of column names (`columns` has them). Every number keeps its text.
 *
 * @throws InputError with every problem of the table, each with its place, its line and a hint
 *
 * @example
 * studyFilesFromTable('study,measure,visit,n,mean,sd\nDoe 2020,pain,before,20,5.2,1.1\n', {
 *   file: null,
 * })[0]?.id // → "doe-2020"
 */
export function studyFilesFromTable(text: string, options: TableOptions): NewStudyFile[] {
  const source = sourceText(text, options.file);
  const problems = new Problems(source);
  const studies = new Map<string, StudyDraft>();
  for (const row of readRows(readCsv(source), problems)) {
    const { study, measure } = row.cells;
    if (!study || !measure) continue;
    const id = idOf(String(study.value));
    const draft = studies.get(id) ?? new StudyDraft(id, problems);
    studies.set(id, draft);
    draft.add(row);
  }
  const files = [...studies.values()].map((draft) => ({
    id: draft.id,
    text: `${printJson(draft.file(options.schema ?? null))}\n`,
  }));
  problems.refuse();
  return files;
}

/** Everything said of one study, in the order in which it was first said. */
class StudyDraft {
  readonly id: string;
  private readonly problems: Problems;
  private readonly names: Names;
  private readonly about: Agreed;
  private readonly measures = new Map<string, MeasureDraft>();

  constructor(id: string, problems: Problems) {
    this.id = id;
    this.problems = problems;
    this.names = new Names(problems);
    this.about = new Agreed(problems, 'study');
  }

  add(row: Row): void {
    const { study, measure } = row.cells;
    if (!study || !measure) return;
    this.about.take(row, ['title']);
    this.names.id('study', study, row);
    const id = this.names.id('measure', measure, row);
    const draft = this.measures.get(id) ?? new MeasureDraft(id, this.names, this.problems);
    this.measures.set(id, draft);
    draft.add(row);
  }

  file(schema: string | null): Json {
    const measures = [...this.measures.values()];
    const name = this.names.text('study', this.id);
    const title = this.about.get('title') ?? (name === this.id ? null : name);
    const scales = measures.flatMap((each) => each.scale());
    const comparisons = measures.flatMap((each) => each.comparisons());
    const assumptions = measures.flatMap((each) => each.assumption());
    const sources = this.names.of('source');
    const arms = this.names.of('arm').filter(([id]) => id !== everyone);
    return objectOf([
      ['$schema', schema],
      ['id', this.id],
      ['title', title],
      ['sources', new Map(sources.map(([id, kind]) => [id, objectOf([['kind', kind]])]))],
      ['design', objectOf([['arms', arms.length > 1 ? arms.length : null]])],
      ['cohorts', this.cohorts()],
      ['scales', new Map(scales)],
      ['measures', new Map(measures.map((each) => [each.id, each.measure()]))],
      ['comparisons', comparisons],
      ['assumptions', assumptions],
    ]);
  }

  /** The arms; parts of all patients when some row is of all patients. */
  private cohorts(): Json {
    const arms = this.names.of('arm');
    const hasAll = arms.some(([id]) => id === everyone);
    return new Map(
      arms.map(([id, text]) => {
        const part = hasAll && id !== everyone;
        return [
          id,
          objectOf([
            ['of', part ? everyone : null],
            ['label', id === everyone ? 'All patients' : labelFor(id, text)],
          ]),
        ];
      }),
    );
  }
}
