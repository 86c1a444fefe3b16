import type { PrintableJson } from '../print-json.ts';
import type { Problems } from '../validate.ts';
import { Agreed, type AgreedCell } from './agreed.ts';
import { idOf, type Row } from './cells.ts';
import type { ColumnName } from './columns.ts';
import { type Names, nameId } from './names.ts';
import { everyone, type Json, labelFor, objectOf } from './parts.ts';
import { placeIn } from './rows.ts';

/** One measure of one study. */
export class MeasureDraft {
  readonly id: string;
  private readonly names: Names;
  private readonly problems: Problems;
  private readonly agreed: Agreed;
  /** By arm, then by visit; '' for figures without a visit. */
  private readonly arms = new Map<string, Map<string, Row>>();
  private baselineId: { readonly id: string | null } | null = null;

  constructor(id: string, names: Names, problems: Problems) {
    this.id = id;
    this.names = names;
    this.problems = problems;
    this.agreed = new Agreed(problems, 'measure');
  }

  add(row: Row): void {
    const { arm, visit, baseline, source } = row.cells;
    const armId = arm ? this.names.id('arm', arm, row) : this.names.known('arm', everyone);
    const visitId = visit ? this.names.id(this.visitNames, visit, row) : '';
    if (baseline) this.names.id(this.visitNames, baseline, row);
    if (source) this.names.id('source', source, row);
    this.agreed.take(row, [...scaleColumns, 'unit', 'baseline']);
    const visits = this.arms.get(armId) ?? new Map<string, Row>();
    this.arms.set(armId, visits);
    const before = visits.get(visitId);
    if (before) {
      const what = visit ? 'visit' : 'measure';
      this.problems.add(
        `row ${before.number} has figures of the same study, arm, measure and visit`,
        placeIn(row.number, what),
        (visit ?? row.cells.measure)?.cell ?? row.first,
        'Write all of them in one row',
      );
      return;
    }
    visits.set(visitId, row);
  }

  scale(): [string, Json][] {
    const given = scaleColumns.filter((name) => this.agreed.get(name) !== null);
    if (given.length === 0) return [];
    const cell = this.agreed.cell(given[0] ?? 'scale');
    const [min, max] = [this.agreed.get('scale_min'), this.agreed.get('scale_max')];
    if (min === null || max === null) {
      this.report('a scale needs "scale_min" and "scale_max"', cell, given[0] ?? '');
    } else if (Number(min) >= Number(max)) {
      this.report(
        '"scale_min" is not below "scale_max"',
        this.agreed.cell('scale_min'),
        'scale_min',
      );
    }
    return [
      [
        this.id,
        objectOf([
          ['name', this.agreed.get('scale')],
          ['min', min],
          ['max', max],
          ['step', this.agreed.get('scale_step')],
          ['stepSource', this.agreed.get('step_source')],
          ['items', this.agreed.get('scale_items')],
          ['better', this.agreed.get('better')],
        ]),
      ],
    ];
  }

  measure(): Json {
    const text = this.names.text('measure', this.id);
    const hasScale = scaleColumns.some((name) => this.agreed.get(name) !== null);
    const [[only, rows] = ['', null], ...others] = this.arms;
    const alone = others.length === 0 && rows;
    return objectOf([
      ['label', labelFor(this.id, text)],
      ['scale', hasScale ? this.id : null],
      ['unit', this.agreed.get('unit')],
      ['cohort', alone ? only : null],
      ['baseline', this.visits().length > 1 ? this.baseline() : null],
      ...(alone ? this.single(rows) : [['in', this.byArm()] as const]),
    ]);
  }

  /** What stands on the measure of one arm: visits, and figures without a visit. */
  private single(rows: ReadonlyMap<string, Row>): (readonly [string, PrintableJson])[] {
    const own = rows.get('');
    const visits = [...rows].filter(([visit]) => visit !== '');
    return [
      ...(own ? this.summary(own, '') : new Map()),
      ['at', new Map(visits.map(([visit, row]) => [visit, this.summary(row, visit)]))],
    ];
  }

  private byArm(): Json {
    const groups = [...this.arms].map(([arm, rows]): [string, Json] => {
      const own = rows.get('');
      if (own) {
        const hint = 'Write when they were taken, such as "baseline"';
        const place = placeIn(own.number, 'visit');
        this.problems.add(
          'figures of several arms need a visit',
          place,
          own.cells.measure?.cell ?? own.first,
          hint,
        );
      }
      return [arm, new Map([...rows].map(([visit, row]) => [visit, this.summary(row, visit)]))];
    });
    return new Map(groups);
  }

  /** What was printed at one visit. */
  private summary(row: Row, visit: string): Json {
    const value = (column: ColumnName) => row.cells[column]?.value ?? null;
    const pair = (low: ColumnName, high: ColumnName): PrintableJson => {
      const [from, to] = [value(low), value(high)];
      const lone = row.cells[low] ?? row.cells[high];
      if (lone && (from === null || to === null)) {
        const [has, lacks] = from === null ? [high, low] : [low, high];
        this.problems.add(
          `"${has}" is here without "${lacks}"`,
          placeIn(row.number, has),
          lone.cell,
        );
      }
      return from !== null && to !== null ? [from, to] : null;
    };
    const ci = pair('ci_low', 'ci_high');
    const { ci_level: level } = row.cells;
    if (level && ci === null) {
      this.report('a level needs the limits that it is of', { row, ...level }, 'ci_level');
    }
    return objectOf([
      ['label', visit === '' ? null : labelFor(visit, this.names.text(this.visitNames, visit))],
      ...(['n', 'mean', 'sd', 'se', 'variance', 'spread'] as const).map(
        (name) => [name, value(name)] as const,
      ),
      ['ci', ci],
      ['level', value('ci_level')],
      ['median', value('median')],
      ['iqr', pair('q1', 'q3')],
      ['iqrWidth', value('iqr')],
      ['geometricMean', value('geometric_mean')],
      ['geometricSd', value('geometric_sd')],
      ['cv', value('cv')],
      ['range', pair('min', 'max')],
      ['source', sourceOf(row)],
      ['note', value('note')],
    ]);
  }

  /** What was printed of the changes since the baseline. */
  comparisons(): Json[] {
    const baseline = this.baseline();
    const several = this.arms.size > 1;
    return [...this.arms].flatMap(([arm, rows]) =>
      [...rows].flatMap(([visit, row]) => {
        const { cells } = row;
        const column = changeColumns.find((name) => cells[name] !== undefined);
        const found = column && cells[column];
        if (!found) return [];
        if (baseline === null || visit === '' || visit === baseline || !rows.has(baseline)) {
          this.report(
            `"${column}" is about the change since the baseline, ${reasonFor(visit, baseline)}`,
            { row, ...found },
            column,
            'Empty it here; other comparisons go under "comparisons" of the study file',
          );
          return [];
        }
        const value = (name: ColumnName) => cells[name]?.value ?? null;
        const changeScore = objectOf([
          ['mean', value('change_mean')],
          ['sd', value('change_sd')],
          ['se', value('change_se')],
        ]);
        return [
          objectOf([
            ['measure', this.id],
            ['cohort', several ? arm : null],
            ['from', baseline],
            ['to', visit],
            ['p', value('p')],
            ['claim', value('claim')],
            ['correlation', value('r')],
            ['changeScore', changeScore],
            ['source', sourceOf(row)],
          ]),
        ];
      }),
    );
  }

  /** That the first visit is the baseline, where the table does not say so. */
  assumption(): string[] {
    const baseline = this.baseline();
    if (this.agreed.get('baseline') !== null || this.visits().length < 2 || !baseline) return [];
    const names = [baseline, this.id].map((id, i) =>
      this.names.text(i === 0 ? this.visitNames : 'measure', id),
    );
    return [`The first visit listed, "${names[0]}", is taken as the baseline of "${names[1]}"`];
  }

  private baseline(): string | null {
    this.baselineId ??= { id: this.findBaseline() };
    return this.baselineId.id;
  }

  private findBaseline(): string | null {
    const stated = this.agreed.get('baseline');
    if (stated === null) return this.visits()[0] ?? null;
    const id = idOf(String(stated));
    if (!this.visits().includes(id)) {
      const message = `there is no row of the visit ${JSON.stringify(stated)}`;
      this.report(message, this.agreed.cell('baseline'), 'baseline');
      return null;
    }
    return id;
  }

  /** All visits of all arms, as they were first listed. */
  private visits(): string[] {
    const rows = [...this.arms.values()].flatMap((visits) => [...visits]);
    rows.sort(([, a], [, b]) => a.number - b.number);
    return [...new Set(rows.map(([visit]) => visit))].filter((visit) => visit !== '');
  }

  private get visitNames(): string {
    return `visit of ${this.id}`;
  }

  private report(message: string, at: AgreedCell | null, column: string, hint?: string): void {
    if (at) this.problems.add(message, placeIn(at.row.number, column), at.cell, hint);
  }
}

const scaleColumns = [
  'scale',
  'scale_min',
  'scale_max',
  'scale_step',
  'step_source',
  'scale_items',
  'better',
] as const;

const changeColumns = ['p', 'claim', 'r', 'change_mean', 'change_sd', 'change_se'] as const;

function sourceOf({ cells: { source } }: Row): string | null {
  return source ? nameId(String(source.value)) : null;
}

function reasonFor(visit: string, baseline: string | null): string {
  if (visit === '') return 'and this row has no visit';
  return visit === baseline
    ? 'and this row is the baseline'
    : 'and this arm has no row of the baseline';
}
