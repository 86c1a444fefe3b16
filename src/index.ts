export type {
  Check,
  CheckContext,
  CheckOptions,
  Instead,
  Judgement,
  Reported,
} from './checks/engine/check.ts';
export { type FailOn, fails } from './checks/engine/fail-on.ts';
export type {
  Caught,
  Finding,
  InspectSrItem,
  Level,
  Recomputed,
  Strength,
  Tried,
  Verdict,
} from './checks/engine/finding.ts';
export {
  checkStudy,
  type FigureCount,
  type FigureSlips,
  type RunOptions,
  type StudyFindings,
} from './checks/engine/run.ts';
export { checks, findCheck } from './checks/index.ts';
export { type BinaryData, debit } from './checks/samples/debit.ts';
export type { WholeRange } from './checks/samples/grid.ts';
export { type GrimResult, grim, type MeanOfWholeNumbers } from './checks/samples/grim.ts';
export {
  type GrimmerResult,
  grimmer,
  type SpreadOfWholeNumbers,
} from './checks/samples/grimmer.ts';
export { type MeanWithinLimits, sdBounds } from './checks/samples/sd-limits.ts';
export { InputError, type Problem, type Where } from './errors.ts';
export { anova, anovaWelch, type SeveralGroups } from './estimates/anova.ts';
export { arcsine, arcsineAnscombe } from './estimates/arcsine.ts';
export { blaker } from './estimates/blaker.ts';
export { chisqGroups, type SeveralProportions } from './estimates/chisq-groups.ts';
export { clopperPearson } from './estimates/clopper-pearson.ts';
export { cv, cvExact, cvln, cvUnbiased, cvVangel } from './estimates/coefficient-of-variation.ts';
export { cohensD, cohensDWald } from './estimates/cohens-d.ts';
export { combineGroups } from './estimates/combine-groups.ts';
export { clesUnpooled, overlap, pSuperiority, u3 } from './estimates/common-language.ts';
export { type ContingencyTable, chisqTable, fisherTable } from './estimates/contingency.ts';
export { dAv, dAvMeansd, dBecker } from './estimates/d-av.ts';
export {
  dFromF,
  dFromOr,
  dFromP,
  dFromR,
  dFromT,
  dFromTApprox,
  dzFromPairedT,
  dzFromPairedTDf,
  logorFromD,
} from './estimates/d-from.ts';
export { dPpc, dPpcLs } from './estimates/d-ppc.ts';
export { dRm, type PrePostCorrelated } from './estimates/d-rm.ts';
export { cohensDz, hedgesGz } from './estimates/d-z.ts';
export { changeDifference, changeDifferenceZ } from './estimates/difference-of-changes.ts';
export { chisqUniform } from './estimates/equal-shares.ts';
export { fisherOneSided, orFisher } from './estimates/fisher.ts';
export {
  luoIqr,
  luoRange,
  luoShiFive,
  wanFive,
  wanIqr,
  wanRange,
} from './estimates/five-numbers.ts';
export {
  type Limits,
  logRatioFromCi,
  type RatioLimits,
  seFromCiT,
  seFromCiZ,
} from './estimates/from-ci.ts';
export { glassDelta, smd1, smd1h } from './estimates/glass-delta.ts';
export { goodman, quesenberryHurst } from './estimates/goodman.ts';
export { gApprox, gRevman, hedgesG, smdLs, smdLs2, smdUb } from './estimates/hedges-g.ts';
export { findMethod, methods } from './estimates/index.ts';
export { jeffreys, jeffreysBcd } from './estimates/jeffreys.ts';
export { logit, logitHalf } from './estimates/logit.ts';
export { mcnemar, mcnemarCc, mcnemarExact, mcnemarMidp } from './estimates/mcnemar.ts';
export { mdPooled, mdWelch, mdZ } from './estimates/mean-difference.ts';
export { meanT, meanZ, type SingleMean } from './estimates/mean-t.ts';
export type {
  ConfidenceInterval,
  CorrelationDependence,
  Design,
  Elsewhere,
  Enclosure,
  Ends,
  Estimate,
  EstimateOptions,
  Method,
  Need,
  Range,
} from './estimates/method.ts';
export { midp } from './estimates/mid-p.ts';
export type { Multinomial } from './estimates/multinomial.ts';
export { nntNewcombe, nntWald } from './estimates/nnt.ts';
export { orPeto, orWoolf, orWoolfHalf } from './estimates/odds-ratio.ts';
export { type OverCorrelation, overCorrelation } from './estimates/over-correlation.ts';
export {
  type InputBox,
  type InputOverRounding,
  type OverRounding,
  type OverRoundingNumber,
  overRounding,
} from './estimates/over-rounding.ts';
export { pFromChi2, pFromF, pFromQ, pFromR, pFromT, pFromZ } from './estimates/p-values.ts';
export { meanChange, meanChangeZ } from './estimates/paired-change.ts';
export type { PairedCounts } from './estimates/paired-counts.ts';
export {
  pairedOrExact,
  pairedOrWald,
  pairedRdNewcombe,
  pairedRdWald,
} from './estimates/paired-proportions.ts';
export {
  logResponseRatio,
  percentChange,
  percentChangeFieller,
  percentChangeLog,
  ratioFieller,
} from './estimates/percent-change.ts';
export type { PrePost, PrePostMeans } from './estimates/pre-post.ts';
export { printedInputs } from './estimates/printed-inputs.ts';
export { rFromD, rFromDEqual, rFromSdChange, rFromT, sdChangeFromR } from './estimates/r-from.ts';
export { pFromU, pFromW, type RankSum, type SignedRanks } from './estimates/rank-tests.ts';
export { rateByar, rateExact, rateLog, rateWald } from './estimates/rate.ts';
export { rdMee, rdMn } from './estimates/rd-score.ts';
export { esAv, esB, esD, esRm, esZ } from './estimates/repeated-measures-d.ts';
export { rdAgrestiCaffo, rdNewcombe, rdWald } from './estimates/risk-difference.ts';
export { rrKatz, rrKoopman, rrMn } from './estimates/risk-ratio.ts';
export { rom, romCorrected } from './estimates/rom.ts';
export { romc, romcCorrected } from './estimates/romc.ts';
export { sdChisq } from './estimates/sd-chisq.ts';
export {
  pooledSdFromMdP,
  pooledSdFromMdT,
  sdFromCiT,
  sdFromCiZ,
  sdFromSe,
} from './estimates/sd-from.ts';
export {
  type Improvement,
  shareOfPossibleGain,
  shareOfPossibleGainFieller,
} from './estimates/share-of-possible-gain.ts';
export { sisonGlaz } from './estimates/sison-glaz.ts';
export { smccLs, smccLs2, smccUb } from './estimates/smcc.ts';
export { smcrhLs, smcrLs, smcrLs2 } from './estimates/smcr.ts';
export { smcrphLs, smcrpLs } from './estimates/smcrp.ts';
export { smdh } from './estimates/smdh.ts';
export type { TwoArms, TwoArmsBefore } from './estimates/two-arms.ts';
export { chisq, chisqYates, cohenH, phi, zPooled } from './estimates/two-by-two.ts';
export type { TwoGroups } from './estimates/two-groups.ts';
export type { TwoProportions } from './estimates/two-proportions.ts';
export { rateDifference, rateRatioExact, rateRatioWald } from './estimates/two-rates.ts';
export { agrestiCoull, wald } from './estimates/wald-proportion.ts';
export { type Proportion, wilson } from './estimates/wilson.ts';
export { wilsonCc } from './estimates/wilson-cc.ts';
export {
  type Decimal,
  type Rounding,
  type RoundingInterval,
  roundingInterval,
  roundings,
} from './numeric/decimal.ts';
export { type PlotOptions, plotStudy } from './plots/plot-study.ts';
export { boundChange } from './reconstruct/bound-change.ts';
export type * from './reconstruct/change-bounds.ts';
export type { JointTable } from './reconstruct/coupling.ts';
export { type Question, TooLargeError } from './reconstruct/errors.ts';
export { exists as dataSetExists, findDataSet } from './reconstruct/exists.ts';
export type { PrintedFacts, QuantileType, ScoredCount } from './reconstruct/facts.ts';
export {
  boundMoments,
  momentsAtCorrelation,
  type PrintedMoments,
} from './reconstruct/general-moments.ts';
export {
  type NearestFigures,
  nearestPossibleMean,
  nearestPossibleSd,
  type PossibleFigure,
} from './reconstruct/nearest.ts';
export type { PairingFact, PairingFacts } from './reconstruct/pairing-facts.ts';
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
export {
  type CountAt,
  type CountSensitivity,
  countSensitivity,
  type TippingCorrelation,
  tippingCorrelation,
  tippingCount,
} from './reconstruct/sensitivity.ts';
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
export { type Reference, type ReferenceKey, references } from './references.ts';
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
export {
  type NewStudyFile,
  studyFilesFromTable,
  type TableOptions,
} from './study/table/study-files.ts';
