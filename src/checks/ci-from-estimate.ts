import type { Check } from './engine/check.ts';
import { intervalClaims } from './intervals/interval-claims.ts';
import { judgeCentre } from './intervals/judge-centre.ts';
import { judgeLimits } from './intervals/judge-limits.ts';
import { judgeP } from './intervals/judge-p-beside.ts';
import { methodsOf } from './intervals/limit-candidates.ts';
import { otherMethod } from './intervals/named-method.ts';

/** A printed confidence interval belongs to its estimate, its standard error or data, and its p-value. */
export const ciFromEstimate: Check = {
  id: 'ci-from-estimate',
  title: 'A printed confidence interval belongs to its estimate',
  needs:
    'a confidence interval with its estimate; with a standard error, group figures or a p-value it says more',
  proves:
    'that the estimate is not in the interval or, for means, not in its middle; and, where the method is named, that the printed figures do not give the limits',
  cannot: 'show by which method an interval was made where the file names none',
  example:
    '−8.1 (−10.6 to −5.6): (−10.6 − 5.6)/2 = −8.1. A ratio of 4.1 (2.1 to 8.0): √(2.1 · 8.0) = 4.1.',
  references: ['student1908', 'newcombe1998', 'cochrane2019', 'altman2011'],
  gravest: 'inconsistent',
  inspectSr: '4.9',
  *run(context) {
    for (const claim of intervalClaims(context)) {
      const other = otherMethod(claim);
      const methods = methodsOf(claim);
      yield* judgeCentre(context, claim, other, methods);
      yield* judgeLimits(context, claim, other, methods);
      for (const p of claim.p ?? []) yield* judgeP(context, claim, p);
    }
  },
};
