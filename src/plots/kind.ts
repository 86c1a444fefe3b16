import type { Context } from '../report/context.ts';
import type { NoPicture, Picture } from './picture.ts';

/** What a picture is asked to show of a study; null and none: a sensible choice. */
export interface Choice {
  /** "measure", "measure.cohort", "measure@visit" or "measure.cohort@visit". */
  readonly of: string | null;
  /** Ids of methods, for pictures of several. */
  readonly methods: readonly string[];
}

export const noChoice: Choice = { of: null, methods: [] };

/** Makes a picture of one study, or of several where its kind can. */
export type Draw = (contexts: readonly Context[], choice: Choice) => Picture | NoPicture;

/** A kind of picture: what help and the page of pictures say, and how to make one. */
export interface PictureKind {
  readonly id: string;
  readonly summary: string;
  /** Whether it takes several studies. */
  readonly several: boolean;
  readonly load: () => Promise<Draw>;
}
