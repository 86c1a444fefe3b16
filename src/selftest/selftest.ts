import { methods } from '../estimates/index.ts';
import { version } from '../version.ts';
import {
  compareDistributions,
  type DistributionComparison,
  distributionFunctions,
} from './distributions.ts';
import { compareMethods, type MethodComparison } from './methods.ts';
import {
  distributionsFamily,
  methodFamilies,
  parseDistributions,
  parseMethodCases,
} from './reference-file.ts';
import { type JStat, type SecondOpinion, secondOpinions } from './second-opinion.ts';

/** What a self-test ran on. */
export interface Installation {
  /** E.g. "v20.20.2". */
  readonly node: string;
  readonly platform: string;
  readonly architecture: string;
}

/** A file of reference values as it was read. */
export interface ReferenceText {
  readonly family: string;
  /** Path, for messages. */
  readonly file: string;
  readonly text: string;
  readonly sha256: string;
}

interface ReferenceFile {
  readonly family: string;
  readonly sha256: string;
  /** The programs that made the values. */
  readonly madeWith: string;
  readonly cases: number;
  /** How many of the cases are of a function or method of this version. */
  readonly compared: number;
}

/** What a self-test found. Plain data; the same on every run of one installation. */
export interface Selftest {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly installation: Installation;
  /** null when they are the files that come with the program. */
  readonly folder: string | null;
  readonly agrees: boolean;
  readonly values: number;
  readonly disagreements: number;
  readonly files: readonly ReferenceFile[];
  readonly distributions: readonly DistributionComparison[];
  readonly methods: readonly MethodComparison[];
  readonly secondOpinion: {
    readonly program: string;
    readonly version: string;
    readonly comparisons: readonly SecondOpinion[];
  };
  readonly notVerified: {
    readonly families: readonly string[];
    readonly functions: readonly string[];
    readonly methods: readonly string[];
    /** Cases in the files of functions and methods that this version does not have. */
    readonly cases: number;
  };
}

/** Every family of reference values that a self-test reads, each a file `<family>.json`. */
export const families: readonly string[] = [distributionsFamily, ...methodFamilies];

/** A file of reference values that is none, with the reason. */
export class ReferenceFileError extends Error {
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file} is no file of reference values: ${reason}`, options);
  }
}

/**
 * Compares every distribution function and every registered method with reference values, and some
 * of them with jStat as well.
 *
 * @throws ReferenceFileError when a text is no file of reference values
 */
export function selftest(
  texts: readonly ReferenceText[],
  folder: string | null,
  installation: Installation,
  jStat: { readonly version: string; readonly functions: JStat },
): Selftest {
  const read = texts.map(readFamily);
  const distributions = read.flatMap((family) => family.distributions);
  const compared = read.flatMap((family) => family.methods);
  const comparisons = secondOpinions(jStat.functions);
  const all = [...distributions, ...compared, ...comparisons];
  const files = read.map(({ file }) => file);
  return {
    schemaVersion: 1,
    tool: { name: 'dystonia-stats', version },
    installation,
    folder,
    agrees: all.every(({ agrees }) => agrees),
    values: total(all.map(({ values }) => values)),
    disagreements: total(all.map(({ disagreements }) => disagreements.length)),
    files,
    distributions,
    methods: compared,
    secondOpinion: { program: 'jStat', version: jStat.version, comparisons },
    notVerified: {
      families: families.filter((name) => !files.some(({ family }) => family === name)),
      functions: Object.keys(distributionFunctions).filter(
        (name) => !distributions.some((comparison) => comparison.function === name),
      ),
      methods: methods
        .map(({ id }) => id)
        .filter((id) => !compared.some(({ method }) => method === id)),
      cases: total(files.map((file) => file.cases - file.compared)),
    },
  };
}

function readFamily({ family, file, text, sha256 }: ReferenceText) {
  try {
    if (family === distributionsFamily) {
      const { madeWith, cases } = parseDistributions(text);
      const distributions = compareDistributions(cases);
      const compared = total(distributions.map(({ values }) => values));
      const described = { family, sha256, madeWith, cases: cases.length, compared };
      return { file: described, distributions, methods: [] };
    }
    const { madeWith, cases } = parseMethodCases(text);
    const own = compareMethods(family, cases);
    const compared = total(own.map((each) => each.cases));
    const described = { family, sha256, madeWith, cases: cases.length, compared };
    return { file: described, distributions: [], methods: own };
  } catch (error) {
    throw new ReferenceFileError(file, (error as Error).message, { cause: error });
  }
}

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
