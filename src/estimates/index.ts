import { anovaMethod, anovaWelchMethod } from './anova.ts';
import { arcsineAnscombeMethod, arcsineMethod } from './arcsine.ts';
import { blakerMethod } from './blaker.ts';
import { chisqGroupsMethod } from './chisq-groups.ts';
import { clopperPearsonMethod } from './clopper-pearson.ts';
import {
  cvExactMethod,
  cvlnMethod,
  cvMethod,
  cvUnbiasedMethod,
  cvVangelMethod,
} from './coefficient-of-variation.ts';
import { cohenDMethod, dExactMethod } from './cohens-d.ts';
import { combineGroupsMethod } from './combine-groups.ts';
import {
  clesUnpooledMethod,
  overlapMethod,
  pSuperiorityMethod,
  u3Method,
} from './common-language.ts';
import { chisqTableMethod, fisherTableMethod } from './contingency.ts';
import { dAvMeansdMethod, dAvMethod, dBeckerMethod } from './d-av.ts';
import {
  dFromFMethod,
  dFromOrMethod,
  dFromPMethod,
  dFromRMethod,
  dFromTApproxMethod,
  dFromTMethod,
  dzFromPairedTDfMethod,
  dzFromPairedTMethod,
  logorFromDMethod,
} from './d-from.ts';
import { dPpcLsMethod, dPpcMethod } from './d-ppc.ts';
import { dRmMethod } from './d-rm.ts';
import { dzExactMethod, gzExactMethod } from './d-z.ts';
import { changeDifferenceMethod, changeDifferenceZMethod } from './difference-of-changes.ts';
import { chisqUniformMethod } from './equal-shares.ts';
import { fisherOneSidedMethod, orFisherMethod } from './fisher.ts';
import {
  luoIqrMethod,
  luoRangeMethod,
  luoShiFiveMethod,
  wanFiveMethod,
  wanIqrMethod,
  wanRangeMethod,
} from './five-numbers.ts';
import { logRatioFromCiMethod, seFromCiTMethod, seFromCiZMethod } from './from-ci.ts';
import { glassDeltaMethod, smd1hMethod, smd1Method } from './glass-delta.ts';
import { goodmanMethod, quesenberryHurstMethod } from './goodman.ts';
import {
  gApproxMethod,
  gExactCiMethod,
  gRevmanMethod,
  smdLs2Method,
  smdLsMethod,
  smdUbMethod,
} from './hedges-g.ts';
import { jeffreysBcdMethod, jeffreysMethod } from './jeffreys.ts';
import { logitHalfMethod, logitMethod } from './logit.ts';
import {
  mcnemarCcMethod,
  mcnemarExactMethod,
  mcnemarMethod,
  mcnemarMidpMethod,
} from './mcnemar.ts';
import { mdPooledMethod, mdWelchMethod, mdZMethod } from './mean-difference.ts';
import { meanTMethod, meanZMethod } from './mean-t.ts';
import type { Method } from './method.ts';
import { midpMethod } from './mid-p.ts';
import { nntNewcombeMethod, nntWaldMethod } from './nnt.ts';
import { orPetoMethod, orWoolfHalfMethod, orWoolfMethod } from './odds-ratio.ts';
import { pChi2Method, pFMethod, pQMethod, pRMethod, pTMethod, pZMethod } from './p-values.ts';
import { changeTMethod, mcMethod } from './paired-change.ts';
import {
  pairedOrExactMethod,
  pairedOrWaldMethod,
  pairedRdNewcombeMethod,
  pairedRdWaldMethod,
} from './paired-proportions.ts';
import {
  logResponseRatioMethod,
  percentChangeDeltaMethod,
  percentChangeFiellerMethod,
  percentChangeLogMethod,
  ratioFiellerMethod,
} from './percent-change.ts';
import {
  rFromDEqualMethod,
  rFromDMethod,
  rFromSdChangeMethod,
  rFromTMethod,
  sdChangeFromRMethod,
} from './r-from.ts';
import { pUMethod, pWMethod } from './rank-tests.ts';
import { rateByarMethod, rateExactMethod, rateLogMethod, rateWaldMethod } from './rate.ts';
import { rdMeeMethod, rdMnMethod } from './rd-score.ts';
import { esAvMethod, esBMethod, esDMethod, esRmMethod, esZMethod } from './repeated-measures-d.ts';
import { rdAgrestiCaffoMethod, rdNewcombeMethod, rdWaldMethod } from './risk-difference.ts';
import { rrKatzMethod, rrKoopmanMethod, rrMnMethod } from './risk-ratio.ts';
import { romCorrectedMethod, romMethod } from './rom.ts';
import { romcCorrectedMethod, romcMethod } from './romc.ts';
import { sdChisqMethod } from './sd-chisq.ts';
import {
  pooledSdFromMdPMethod,
  pooledSdFromMdTMethod,
  sdFromCiTMethod,
  sdFromCiZMethod,
  sdFromSeMethod,
} from './sd-from.ts';
import { pmpiDeltaMethod, pmpiFiellerMethod } from './share-of-possible-gain.ts';
import { sisonGlazMethod } from './sison-glaz.ts';
import { smccLs2Method, smccLsMethod, smccUbMethod } from './smcc.ts';
import { smcrhLsMethod, smcrLs2Method, smcrLsMethod } from './smcr.ts';
import { smcrphLsMethod, smcrpLsMethod } from './smcrp.ts';
import { smdhMethod } from './smdh.ts';
import {
  chisqMethod,
  chisqYatesMethod,
  cohenHMethod,
  phiMethod,
  zPooledMethod,
} from './two-by-two.ts';
import { rateDifferenceMethod, rateRatioExactMethod, rateRatioWaldMethod } from './two-rates.ts';
import { agrestiCoullMethod, waldMethod } from './wald-proportion.ts';
import { wilsonMethod } from './wilson.ts';
import { wilsonCcMethod } from './wilson-cc.ts';

/** Every method, in the order listed. Adding one: its file, and one line here. */
export const methods: readonly Method[] = [
  meanTMethod,
  meanZMethod,
  sdChisqMethod,
  cvMethod,
  cvUnbiasedMethod,
  cvlnMethod,
  cvVangelMethod,
  cvExactMethod,
  changeTMethod,
  mcMethod,
  dAvMethod,
  dAvMeansdMethod,
  dBeckerMethod,
  dRmMethod,
  dzExactMethod,
  gzExactMethod,
  smccLsMethod,
  smccLs2Method,
  smccUbMethod,
  smcrLsMethod,
  smcrLs2Method,
  smcrhLsMethod,
  smcrpLsMethod,
  smcrphLsMethod,
  romcMethod,
  romcCorrectedMethod,
  esRmMethod,
  esAvMethod,
  esZMethod,
  esBMethod,
  esDMethod,
  pmpiDeltaMethod,
  pmpiFiellerMethod,
  percentChangeDeltaMethod,
  percentChangeLogMethod,
  logResponseRatioMethod,
  ratioFiellerMethod,
  percentChangeFiellerMethod,
  wilsonMethod,
  wilsonCcMethod,
  clopperPearsonMethod,
  midpMethod,
  blakerMethod,
  jeffreysMethod,
  jeffreysBcdMethod,
  waldMethod,
  agrestiCoullMethod,
  logitMethod,
  logitHalfMethod,
  arcsineMethod,
  arcsineAnscombeMethod,
  goodmanMethod,
  quesenberryHurstMethod,
  sisonGlazMethod,
  chisqUniformMethod,
  mdPooledMethod,
  mdWelchMethod,
  mdZMethod,
  dExactMethod,
  cohenDMethod,
  gExactCiMethod,
  smdLsMethod,
  smdLs2Method,
  smdUbMethod,
  gApproxMethod,
  gRevmanMethod,
  glassDeltaMethod,
  smd1Method,
  smd1hMethod,
  smdhMethod,
  romMethod,
  romCorrectedMethod,
  u3Method,
  pSuperiorityMethod,
  clesUnpooledMethod,
  overlapMethod,
  changeDifferenceMethod,
  changeDifferenceZMethod,
  dPpcMethod,
  dPpcLsMethod,
  anovaMethod,
  anovaWelchMethod,
  chisqGroupsMethod,
  chisqTableMethod,
  fisherTableMethod,
  pTMethod,
  pZMethod,
  pFMethod,
  pChi2Method,
  pQMethod,
  pRMethod,
  pUMethod,
  pWMethod,
  rdWaldMethod,
  rdNewcombeMethod,
  rdAgrestiCaffoMethod,
  rdMnMethod,
  rdMeeMethod,
  rrKatzMethod,
  rrKoopmanMethod,
  rrMnMethod,
  orWoolfMethod,
  orWoolfHalfMethod,
  orPetoMethod,
  orFisherMethod,
  fisherOneSidedMethod,
  chisqMethod,
  chisqYatesMethod,
  zPooledMethod,
  phiMethod,
  cohenHMethod,
  nntNewcombeMethod,
  nntWaldMethod,
  mcnemarMethod,
  mcnemarCcMethod,
  mcnemarExactMethod,
  mcnemarMidpMethod,
  pairedOrExactMethod,
  pairedOrWaldMethod,
  pairedRdWaldMethod,
  pairedRdNewcombeMethod,
  rateExactMethod,
  rateByarMethod,
  rateLogMethod,
  rateWaldMethod,
  rateRatioExactMethod,
  rateRatioWaldMethod,
  rateDifferenceMethod,
  sdFromSeMethod,
  sdFromCiTMethod,
  sdFromCiZMethod,
  pooledSdFromMdTMethod,
  pooledSdFromMdPMethod,
  seFromCiZMethod,
  seFromCiTMethod,
  logRatioFromCiMethod,
  dFromTMethod,
  dFromTApproxMethod,
  dFromFMethod,
  dFromPMethod,
  dzFromPairedTMethod,
  dzFromPairedTDfMethod,
  dFromRMethod,
  dFromOrMethod,
  logorFromDMethod,
  rFromTMethod,
  rFromDMethod,
  rFromDEqualMethod,
  rFromSdChangeMethod,
  sdChangeFromRMethod,
  combineGroupsMethod,
  wanRangeMethod,
  wanIqrMethod,
  wanFiveMethod,
  luoRangeMethod,
  luoIqrMethod,
  luoShiFiveMethod,
];

/** "d-av", "d_av" and "D-AV" are the same name. */
function sameName(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/**
 * The method with this id or alias, hyphens and underscores alike; undefined if there is none.
 *
 * @example
 * findMethod('cohens-dz')?.id // → "dz_exact"
 */
export function findMethod(idOrAlias: string): Method | undefined {
  const wanted = sameName(idOrAlias);
  return methods.find(({ id, aliases = [] }) =>
    [id, ...aliases].some((name) => sameName(name) === wanted),
  );
}
