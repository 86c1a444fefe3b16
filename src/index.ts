export { InputError, type Problem, type Where } from './errors.ts';
export {
  type Decimal,
  type Rounding,
  type RoundingInterval,
  roundingInterval,
  roundings,
} from './numeric/decimal.ts';
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
