import type { Cohort, Study } from '../study/model.ts';

/**
 * The groups that the study compares with each other, in the order of the file: those that a
 * comparison names, share a measure, or are columns of one table of counts. Empty for one group.
 */
export function armsOf(study: Study): readonly Cohort[] {
  const sets = [
    ...study.comparisons.map(({ between }) => between),
    ...study.measures.map(({ series }) => series.map(({ cohort }) => cohort)),
    ...study.counts.map(({ columns, sum }) => (sum ? columns.slice(1) : columns)),
  ];
  const compared = new Set(sets.filter(({ length }) => length > 1).flat());
  const own = study.cohorts.filter(({ id }) => compared.has(id));
  // A group and one of its parts are not two arms: the whole is no arm then.
  const wholes = new Set(own.map(({ of }) => of));
  const arms = own.filter(({ id }) => !wholes.has(id));
  return arms.length > 1 ? arms : [];
}
