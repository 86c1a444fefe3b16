import { clopperPearsonMethod } from './clopper-pearson.ts';
import { dAvMeansdMethod, dAvMethod, dBeckerMethod } from './d-av.ts';
import { goodmanMethod, quesenberryHurstMethod } from './goodman.ts';
import { meanTMethod, meanZMethod } from './mean-t.ts';
import type { Method } from './method.ts';
import { changeTMethod, mcMethod } from './paired-change.ts';
import {
  logResponseRatioMethod,
  percentChangeDeltaMethod,
  percentChangeFiellerMethod,
  percentChangeLogMethod,
  ratioFiellerMethod,
} from './percent-change.ts';
import { sdChisqMethod } from './sd-chisq.ts';
import { pmpiDeltaMethod, pmpiFiellerMethod } from './share-of-possible-gain.ts';
import { wilsonMethod } from './wilson.ts';

/** Every method, in the order listed. Adding one: its file, and one line here. */
export const methods: readonly Method[] = [
  meanTMethod,
  meanZMethod,
  sdChisqMethod,
  changeTMethod,
  mcMethod,
  dAvMethod,
  dAvMeansdMethod,
  dBeckerMethod,
  pmpiDeltaMethod,
  pmpiFiellerMethod,
  percentChangeDeltaMethod,
  percentChangeFiellerMethod,
  percentChangeLogMethod,
  ratioFiellerMethod,
  logResponseRatioMethod,
  wilsonMethod,
  clopperPearsonMethod,
  goodmanMethod,
  quesenberryHurstMethod,
];

/** "d-av", "d_av" and "D-AV" are the same name. */
function sameName(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** The method with this id or alias, hyphens and underscores alike; undefined if there is none. */
export function findMethod(idOrAlias: string): Method | undefined {
  const wanted = sameName(idOrAlias);
  return methods.find(({ id, aliases = [] }) =>
    [id, ...aliases].some((name) => sameName(name) === wanted),
  );
}
