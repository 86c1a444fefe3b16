import type { Where } from '../../errors.ts';
import type { Rounding } from '../../numeric/decimal.ts';
import type { ReferenceKey } from '../../references.ts';
import type { Acceptance, Study } from '../../study/model.ts';
import type { InspectSrItem, Recomputed, Tried, Verdict } from './finding.ts';

/** What a finding is about: a printed figure or count with its place. */
export interface Reported {
  readonly text: string;
  readonly where: Where;
  readonly accept: readonly Acceptance[];
}

/** What a check says of a figure; the engine adds what is the same for all. */
export interface Judgement {
  readonly reported: Reported;
  /** In words, without the study's name: "mean at 1 week", "percentage of Recurrence". */
  readonly label: string;
  readonly verdict: Verdict;
  readonly decisionError?: boolean;
  /** A pass that a reader should see: its level is then "note". */
  readonly note?: boolean;
  readonly recomputed?: Recomputed | null;
  readonly why: string;
  readonly conditions?: readonly string[];
  readonly tried?: readonly Tried[];
  readonly weakness?: string;
  /** Places of the other printed figures that went in. */
  readonly inputs: readonly Where[];
  /** How other texts in this place would be judged; left out where nothing can be tried. */
  readonly instead?: Instead;
}

/** Judges other texts in the place of a printed figure, all else as it is. */
export interface Instead {
  readonly verdict: (text: string) => Verdict;
  /** Where such figures lie, for power: a mean over its scale, a percentage over 0–100. */
  readonly range: { readonly low: number; readonly high: number } | null;
}

/** What checks are run with. */
export interface CheckOptions {
  /** How printed figures were rounded. */
  readonly rounding: Rounding;
  /** The level of significance where a comparison states none. */
  readonly alpha: number;
}

/** Ties may be rounded either way, and significance is at 0.05. */
export const defaultCheckOptions: CheckOptions = { rounding: 'half', alpha: 0.05 };

/** What every check is given. */
export interface CheckContext extends CheckOptions {
  readonly study: Study;
  /** Paths of figures that cannot be true by themselves: nothing is computed from them. */
  readonly impossible: ReadonlySet<string>;
  /** Ids of the checks of this run: one that another includes leaves the figure to it. */
  readonly running: ReadonlySet<string>;
}

/**
 * A registered check: what help, `explain`, `--list` and the README read, and the function from a
 * study to judgements.
 */
export interface Check {
  /** As on the command line, e.g. "percent-of-count". */
  readonly id: string;
  readonly title: string;
  /** What a study must have for the check to run on anything, to complete "needs …". */
  readonly needs: string;
  /** What a finding shows, in a sentence. */
  readonly proves: string;
  /** What it cannot show, in a sentence. */
  readonly cannot: string;
  /** Arithmetic of a small example that a reader can redo. */
  readonly example: string;
  readonly references: readonly ReferenceKey[];
  /** The gravest verdict that it can give. */
  readonly gravest: Verdict;
  readonly inspectSr: InspectSrItem | null;
  readonly run: (context: CheckContext) => Iterable<Judgement>;
}
