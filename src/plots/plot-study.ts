import { defaultOptions, type ReportOptions } from '../report/context.ts';
import { contextFor } from '../report/extras.ts';
import type { Study } from '../study/model.ts';
import { pictures } from './index.ts';
import { noChoice } from './kind.ts';

/** What a picture shows, and how; what is left out is chosen sensibly. */
export interface PlotOptions
  extends Partial<
    Pick<ReportOptions, 'level' | 'correlation' | 'rounding' | 'sdKind' | 'threshold' | 'n'>
  > {
  /** "measure", "measure.cohort", "measure@visit" or "measure.cohort@visit"; the first if left out. */
  readonly of?: string;
  /** Ids of methods, for a forest of several. */
  readonly methods?: readonly string[];
  /** Width in px; 640 if left out. */
  readonly width?: number;
}

/**
 * One picture of a study as SVG text, the same as `dystonia-stats plot` draws: self-contained, no
 * script, nothing loaded, with a title and a description for screen readers. What draws is imported
 * when it is asked for.
 *
 * @param studies one study; several for a `forest`
 * @param what `change`, `flow`, `distribution`, `forest`, `sensitivity` or `checks`
 * @throws RangeError when there is no such picture, or the study prints nothing that it could show
 *
 * @example
 * (await plotStudy(await loadStudy('data/horisawa-2019.json'), 'flow')).startsWith('<svg ') // → true
 */
export async function plotStudy(
  studies: Study | readonly Study[],
  what: string,
  { of, methods = [], width, ...settings }: PlotOptions = {},
): Promise<string> {
  const kind = pictures.find(({ id }) => id === what);
  if (!kind) {
    const known = pictures.map(({ id }) => id).join(', ');
    throw new RangeError(`no picture is called ${JSON.stringify(what)}; there are ${known}`);
  }
  const all: readonly Study[] = 'id' in studies ? [studies] : studies;
  if (all.length > 1 && !kind.several) {
    throw new RangeError(`${what} shows one study; got ${all.length}`);
  }
  const [draw, { renderSvg }] = await Promise.all([kind.load(), import('./svg.ts')]);
  const options = { ...defaultOptions, witnesses: false, ...settings };
  const contexts = await Promise.all(all.map((study) => contextFor(study, options)));
  const made = draw(contexts, { ...noChoice, methods, ...(of !== undefined && { of }) });
  if (!('panel' in made)) throw new RangeError(`${what}: ${made.reason}`);
  return renderSvg(made, width === undefined ? {} : { width });
}
