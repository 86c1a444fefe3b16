import type { Figure } from '../study/model.ts';
import { pText } from './bound-tables.ts';
import type { List } from './document.ts';
import type { Pair } from './pairs.ts';
import type { PairBounds } from './patient-bounds.ts';
import { enumerate } from './words.ts';

/** Each printed claim: does it hold in every, some or no data set, and by which test. */
export function claimsList(pair: Pair, bounds: PairBounds): readonly List[] {
  const items = [...pClaim(pair, bounds), ...meanClaim(pair, bounds)];
  return items.length === 0 ? [] : [{ kind: 'list', title: 'The printed claims', items }];
}

function pClaim({ p, test }: Pair, { moments }: PairBounds) {
  const figure = p?.[0];
  if (!figure || !moments) return [];
  if (figure.relation === '=') return exactPClaim(figure, test, moments);
  if (figure.relation !== '<') return [];
  const limit = Math.log(figure.value);
  const tests = [
    { name: 'paired t test', of: moments.p },
    { name: 'sign test', of: moments.signTest },
  ];
  const verdicts = tests.map(({ name, of: { low, high } }) => {
    const [least, most] = [low.logValue, high.logValue];
    if (most !== null && most < limit)
      return `in every data set by the ${name} (largest P ${pText(high)})`;
    if (least !== null && least >= limit) return `in no data set by the ${name}`;
    return `in some data sets by the ${name}`;
  });
  return [
    {
      mark: `“P ${figure.text}”`,
      text:
        `holds ${enumerate(verdicts)}. ${test ? `The test named is: ${test}.` : 'No test is named.'} ` +
        'P says that the scores differ; it does not say why.',
    },
  ];
}

/** A P printed as a value: can the paired t test give it? */
function exactPClaim(
  { text, low, high }: Figure,
  test: string | null,
  { p }: NonNullable<PairBounds['moments']>,
) {
  const [least, most] = [p.low.logValue ?? -Infinity, p.high.logValue ?? 0];
  const apart = Math.log(high) < least - 1e-9 || Math.log(low) > most + 1e-9;
  const verdict = apart
    ? `is the P of the paired t test in no data set: there it is ${pText(p.low)} to ${pText(p.high)}`
    : `lies within what the paired t test can give (${pText(p.low)} to ${pText(p.high)})`;
  const named = test ? `The test named is: ${test}.` : 'No test is named, so another may be meant.';
  return [{ mark: `“P ${text}”`, text: `${verdict}. ${named}` }];
}

function meanClaim(pair: Pair, bounds: PairBounds) {
  const { claim } = pair;
  if (claim !== 'improved' && claim !== 'worsened') return [];
  const better = bounds.scale.better;
  const [pre, post] = [pair.before.mean?.[0], pair.after.mean?.[0]];
  if (!better || !pre || !post) return [];
  const rises = post.low > pre.high;
  const falls = post.high < pre.low;
  const wanted = (better === 'higher') === (claim === 'improved') ? rises : falls;
  const opposite = (better === 'higher') === (claim === 'improved') ? falls : rises;
  const verdict = wanted
    ? 'holds for the mean in every data set that fits'
    : opposite
      ? 'holds for the mean in no data set that fits'
      : 'is not settled for the mean: the two overlap when rounded';
  const against = (better === 'higher') === (claim === 'improved') ? 'lower' : 'higher';
  const [worse] = bounds[against];
  const single = worse
    ? ` Of single patients it is not settled: ${worse.low.count} to ${worse.high.count}${bounds.n.after.length > 1 ? '' : ` of ${worse.low.of}`} may have scored ${against} than before.`
    : '';
  return [
    { mark: `“${claim}”`, text: `${verdict}.${worse && worse.high.count > 0 ? single : ''}` },
  ];
}
