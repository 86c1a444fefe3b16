import type { Effect } from '../../study/model.ts';

/** What a kind of effect is called in a sentence. */
export function effectName(kind: Effect['kind']): string {
  return effectNames[kind] ?? kind;
}

const effectNames: Readonly<Partial<Record<Effect['kind'], string>>> = {
  or: 'odds ratio',
  rr: 'risk ratio',
  rd: 'risk difference',
  hr: 'hazard ratio',
  nnt: 'number needed to treat',
  nnh: 'number needed to harm',
  'rate-ratio': 'rate ratio',
  'rate-difference': 'rate difference',
  md: 'mean difference',
  smd: 'standardized mean difference',
  d: "Cohen's d",
  g: "Hedges' g",
  dz: 'd_z',
  'd-av': 'd_av',
  'd-rm': 'd_rm',
  'glass-delta': "Glass's Δ",
  'ratio-of-means': 'ratio of means',
  'percent-change': 'percent change',
  r: 'correlation',
  r2: 'R²',
  eta2: 'η²',
  'partial-eta2': 'partial η²',
  omega2: 'ω²',
  phi: 'φ',
  'cramers-v': "Cramér's V",
  auc: 'area under the curve',
  beta: 'coefficient',
  kappa: 'κ',
  icc: 'intraclass correlation',
};
