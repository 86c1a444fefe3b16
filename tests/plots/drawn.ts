import { type CheckedFigure, picture as checksPicture } from '../../src/plots/checks.ts';
import { pictures } from '../../src/plots/index.ts';
import { type Choice, noChoice } from '../../src/plots/kind.ts';
import type { NoPicture, Picture, Row } from '../../src/plots/picture.ts';
import { defaultOptions, newContext, type ReportOptions } from '../../src/report/context.ts';
import { bundledStudyFile } from '../../src/study/bundled.ts';
import { loadStudy, parseStudy } from '../../src/study/read.ts';

const files: Readonly<Record<string, string>> = {
  bundled: bundledStudyFile('horisawa-2019') ?? '',
  tipping: 'tests/fixtures/plots/tipping.json',
  'two-arms': 'tests/fixtures/plots/two-arms.json',
};

/** Draws a kind of picture of one or several of the studies above, or of the text of one. */
export async function draw(
  kind: string,
  studies: string | readonly string[] = 'bundled',
  choice: Partial<Choice> = {},
  options: Partial<ReportOptions> = {},
): Promise<Picture | NoPicture> {
  const loaded = await Promise.all(
    [studies].flat().map((name) => {
      const file = files[name];
      return file ? loadStudy(file) : parseStudy(name, { file: null });
    }),
  );
  const settings = { ...defaultOptions, witnesses: false, ...options };
  const contexts = loaded.map((study) => newContext(study, settings, study.warnings));
  const make = await pictures.find(({ id }) => id === kind)?.load();
  if (!make) throw new Error(`no picture is called ${kind}`);
  return make(contexts, { ...noChoice, ...choice });
}

const known = new Map<string, Promise<Picture | NoPicture>>();

/** The same, where there must be one; drawn once for all tests of a file. */
export async function picture(...asked: Parameters<typeof draw>): Promise<Picture> {
  const key = JSON.stringify(asked);
  const drawing = known.get(key) ?? draw(...asked);
  known.set(key, drawing);
  const made = await drawing;
  if (!('panel' in made)) throw new Error(made.reason);
  return made;
}

/** The rows of a picture as "group / label" and value. */
export function rowsOf({ panel }: Picture): readonly (Row & { readonly group: string | null })[] {
  if (panel.kind !== 'rows') throw new Error('this picture has no rows');
  return panel.groups.flatMap(({ title, rows }) => rows.map((row) => ({ ...row, group: title })));
}

/** A picture of so many rows with labels and values as long as one likes. */
export function made(rows: number, label: string, value: string): Picture {
  return {
    id: 'made',
    title: `Made up: ${label}`,
    lead: `Of ${label}`,
    legend: [
      { mark: 'sure', text: label },
      { mark: 'interval', text: value },
      { mark: 'mean', text: 'mean' },
    ],
    panel: {
      kind: 'rows',
      axis: {
        title: label,
        low: 0,
        high: 12_345,
        ticks: null,
        unit: ' %',
        ends: { low: 'worst', high: 'best' },
        reference: 100,
      },
      valueHeader: value,
      groups: [0, 1].map((group) => ({
        title: rows > 1 ? `${label} ${group}` : null,
        rows: Array.from(
          { length: group === 0 ? Math.ceil(rows / 2) : Math.floor(rows / 2) },
          (_, i) => ({
            label: `${label} ${i}`,
            indent: i % 4,
            marks: [
              { kind: 'band', low: 10, high: 9000 },
              { kind: 'bar', sure: 100, mean: 5000, most: 12_345 },
              { kind: 'interval', value: 1000, low: null, high: 20_000 },
            ],
            value: `${value} ${i}`,
          }),
        ),
      })),
    },
    notes: [label, value],
  };
}

const checked = (
  text: string,
  [low, high]: [number, number],
  recomputed: CheckedFigure['recomputed'],
  verdict: CheckedFigure['verdict'],
): CheckedFigure => ({
  label: `figure ${text}`,
  reported: { text, low, high },
  recomputed,
  decimals: 1,
  verdict,
});

/** Printed figures that follow, do not, and cannot be explained, made up. */
export function figuresChecked(): Picture {
  const made = checksPicture(
    [
      checked('16.4', [16.35, 16.45], { low: 16.37, high: 16.38, nominal: 16.375 }, 'reproduced'),
      checked('54.1', [54.05, 54.15], { low: 53.8, high: 53.8, nominal: 53.8 }, 'inconsistent'),
      checked('9.9', [9.85, 9.95], { low: null, high: 2, nominal: null }, 'unexplained'),
      checked('<.001', [0, 0.001], { low: 2.54e-170, high: 6.04e-56, nominal: null }, 'reproduced'),
    ],
    ['Made up.'],
  );
  if (!('panel' in made)) throw new Error(made.reason);
  return made;
}
