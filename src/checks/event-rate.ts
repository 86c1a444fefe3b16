import type { Rounding } from '../numeric/decimal.ts';
import { point, quotient, rationalOfDouble, times } from '../numeric/exact-interval.ts';
import { rational } from '../numeric/rational.ts';
import type { Rate } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Candidate } from './engine/decide.ts';
import { judgeFollowing } from './engine/follows.ts';
import {
  countText,
  countWindow,
  exactValue,
  statesMethod,
  usable,
  windowOf,
} from './engine/printed.ts';

/** A printed rate is its events over the person-time at risk: a definition, unless a model is named. */
export const eventRate: Check = {
  id: 'event-rate',
  title: 'A printed rate is its events over the time at risk',
  needs: 'a rate with its number of events and the person-time',
  proves: 'that these events in this time do not make the printed rate',
  cannot: 'show that events or time are right',
  example: '20 events in 150.5 patient-years are 100 × 20/150.5 = 13.3 per 100 patient-years.',
  references: ['rothman1979'],
  gravest: 'inconsistent',
  inspectSr: '4.10',
  *run(context) {
    for (const rate of context.study.rates) yield* judge(context, rate);
  },
};

function* judge(context: CheckContext, rate: Rate): Generator<Judgement> {
  const { events, per, label, how, unit } = rate;
  if (!events || events.high === null || context.impossible.has(events.where.path)) return;
  for (const figure of rate.rate ?? []) {
    const time = usable(context, rate.time, figure.source);
    if (!time || time.value <= 0 || figure.relation !== '=') continue;
    if (context.impossible.has(figure.where.path)) continue;
    const candidates = (rule: Rounding): readonly Candidate[] => {
      const over = quotient(countWindow(events), windowOf(time, rule));
      const at = quotient(countWindow(events), point(exactValue(time)));
      if (!over || !at) return [];
      const of = (factor: number, assumption: string | null): Candidate => {
        const by = rationalOfDouble(factor) ?? rational(1n);
        const open = events.low !== events.high;
        return {
          assumption,
          interval: times(over, by),
          nominal: open ? null : times(at, by),
          proved: true,
          ...(open && { over: 'the number of events' }),
          ...(assumption !== null && { mildest: 'unexplained' as const, isGuess: true }),
        };
      };
      const others = [1, 100, 1000, 10_000].filter((each) => each !== per);
      return [
        of(per, null),
        ...others.map((each) =>
          of(each, each === 1 ? 'per unit of time' : `per ${each} units of time`),
        ),
      ];
    };
    yield judgeFollowing(context, {
      figure,
      label: `rate of ${label}`,
      standing: statesMethod(how) ? 'unstated' : 'definition',
      candidates,
      arithmetic: `${per === 1 ? '' : `${per} × `}${countText(events)}/${time.text}`,
      ...(unit !== null && { unit: `per ${per === 1 ? '' : `${per} `}${unit}` }),
      inputs: [events.where, time.where],
      conditions: ['the events are those in this time'],
      causes: [
        'a rate of a model',
        'several events of a patient',
        'another unit of time',
        'a misprint',
      ],
    });
  }
}
