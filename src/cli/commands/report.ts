import { checks } from '../../checks/index.ts';
import { InputError } from '../../errors.ts';
import { findMethod } from '../../estimates/index.ts';
import {
  type DrawnPicture,
  type ReportPage,
  renderReportPage,
} from '../../formats/html/report-page.ts';
import { pictures } from '../../plots/index.ts';
import { noChoice } from '../../plots/kind.ts';
import { renderSvg } from '../../plots/svg.ts';
import type { ReportOptions } from '../../report/context.ts';
import { contextFor, extrasFor } from '../../report/extras.ts';
import { buildFullReport, type FullSection } from '../../report/full.ts';
import { bundledStudies } from '../../study/bundled.ts';
import type { Study } from '../../study/model.ts';
import type { CommandModule, Options } from '../catalogue.ts';
import type { ExitCode } from '../io.ts';
import { reportOptions } from '../options.ts';
import { writeTo } from '../output.ts';
import { steps } from '../progress.ts';
import { reportInputError } from '../report-error.ts';
import { loadStudies } from '../studies.ts';

/** Writes one self-contained page of HTML: all that can be said of each study, with pictures. */
export const run: CommandModule['run'] = async (names, options, io) => {
  const file = options['output'] as string | undefined;
  if (file === undefined && io.stdout.isTTY === true) {
    throw new InputError([
      {
        message: 'a page of HTML does not go to a terminal',
        hint: 'Give it a file: -o report.html',
      },
    ]);
  }
  const settings = reportOptions(options);
  const studies = names.length > 0 ? names : [bundledStudies[0].id];
  const pages: ReportPage[] = [];
  const { tell, clear } = steps(io, options);
  let exitCode: ExitCode = 0;
  for await (const loaded of loadStudies(studies, io)) {
    if ('error' in loaded) {
      exitCode = 2;
      await reportInputError(loaded.error, options, io);
    } else {
      const command = commandLine(names, options);
      const page = pageOf(loaded.study, settings, command, pages.length, tell);
      pages.push(await page.finally(clear));
    }
  }
  if (pages.length > 0) await writeTo(file, once(renderReportPage(pages)), io);
  return exitCode;
};

/** Where each picture stands. */
const places: readonly { readonly kind: string; readonly section: FullSection['id'] }[] = [
  { kind: 'checks', section: 'agreement' },
  { kind: 'change', section: 'figures' },
  { kind: 'forest', section: 'figures' },
  { kind: 'flow', section: 'patients' },
  { kind: 'distribution', section: 'patients' },
  { kind: 'sensitivity', section: 'patients' },
];

/** Widths in px: of the page's column, and of a phone. */
const WIDE = 680;
const NARROW = 360;

async function pageOf(
  study: Study,
  settings: ReportOptions,
  command: string,
  position: number,
  tell: (next: string) => void,
): Promise<ReportPage> {
  tell(`${study.id}: tables, checks and bounds`);
  const extras = await extrasFor(study, settings);
  const report = buildFullReport(study, { ...settings, checks }, findMethod, command, extras);
  const drawn: DrawnPicture[] = [];
  for (const { kind, section } of places) {
    tell(`${study.id}: picture ${kind}`);
    const draw = await pictures.find(({ id }) => id === kind)?.load();
    const made = draw?.([await contextFor(study, settings)], noChoice);
    // A study without such figures has no such picture.
    if (!made || !('panel' in made)) continue;
    const idPrefix = `picture-${position}-${kind}`;
    drawn.push({
      section,
      wide: renderSvg(made, { idPrefix, width: WIDE }),
      narrow: renderSvg(made, { idPrefix: `${idPrefix}-narrow`, width: NARROW }),
      caption: `dystonia-stats plot ${kind} ${study.id}`,
    });
  }
  return { report, pictures: drawn };
}

/** The command line that makes the same page; the place that it was written to is no part of it. */
function commandLine(names: readonly string[], options: Options): string {
  const told = [
    ['confLevel', '--conf-level'],
    ['correlation', '--correlation'],
    ['digits', '--digits'],
    ['rounding', '--rounding'],
  ].flatMap(([name = '', flag = '']) =>
    options[name] === undefined ? [] : [`${flag} ${String(options[name])}`],
  );
  return ['dystonia-stats report', ...names, ...told, '-o report.html'].join(' ');
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
