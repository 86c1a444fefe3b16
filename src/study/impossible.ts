import type { Study, Warning } from './model.ts';

export function impossibleFigures(_study: Study): Warning[] {
  return [];
}
