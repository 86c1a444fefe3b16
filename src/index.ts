export { InputError, type Problem, type Where } from './errors.ts';
export {
  type Decimal,
  type Rounding,
  type RoundingInterval,
  roundingInterval,
  roundings,
} from './numeric/decimal.ts';
export { boundChange } from './reconstruct/bound-change.ts';
export type * from './reconstruct/change-bounds.ts';
export type { JointTable } from './reconstruct/coupling.ts';
export { type Question, TooLargeError } from './reconstruct/errors.ts';
export { exists as dataSetExists, findDataSet } from './reconstruct/exists.ts';
export type { PrintedFacts, QuantileType, ScoredCount } from './reconstruct/facts.ts';
export {
  type NearestFigures,
  nearestPossibleMean,
  nearestPossibleSd,
  type PossibleFigure,
} from './reconstruct/nearest.ts';
export {
  count as countDataSets,
  type Frequencies,
  frequencies as scoreFrequencies,
  list as listDataSets,
  type ScoreFrequency,
  sample as sampleDataSets,
  workPlan,
} from './reconstruct/reconstruct.ts';
export type { ScoreScale } from './reconstruct/scale.ts';
export { type ScoredLimit, scoredAtLeast } from './reconstruct/scored.ts';
export { kurtosisOf, type Shape, shapes } from './reconstruct/shape.ts';
export {
  type PrintedSample,
  type SampleProblem,
  type SdKind,
  sampleProblem,
} from './reconstruct/targets.ts';
export {
  has as hasFigures,
  type WitnessRow,
  type WitnessSums,
  witnessRows,
  witnessSums,
} from './reconstruct/witness.ts';
export type { WorkPlan } from './reconstruct/work.ts';
export {
  type BundledStudy,
  bundledStudies,
  bundledStudyFile,
} from './study/bundled.ts';
export {
  everyCount,
  everyFigure,
  type PrintedCount,
  type PrintedFigure,
} from './study/every.ts';
export { type Domain, type FigureNumbers, parseFigure } from './study/figure.ts';
export type * from './study/model.ts';
export { loadStudy, type ParseOptions, parseStudy } from './study/read.ts';
export type { StudyFile } from './study/schema/study-file.ts';
