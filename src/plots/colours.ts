import type { Tone } from './scene.ts';

/**
 * Colours by what they are for. Blue and orange stay apart for every kind of colour blindness, and what
 * lies on each other differs in lightness too: a picture can be read in grey.
 */
export const light: Readonly<Record<Tone, string>> = {
  ink: '#1a1f26',
  muted: '#555e69',
  line: '#8b95a1',
  grid: '#dde2e8',
  shade: '#f1f3f5',
  main: '#1f5f99',
  mark: '#b3440b',
  light: '#a9cbe6',
  pale: '#e1eef8',
  paper: '#ffffff',
};

/** For readers whose system is set to dark. */
export const dark: Readonly<Record<Tone, string>> = {
  ink: '#eceff3',
  muted: '#a9b2bd',
  line: '#76808c',
  grid: '#333b44',
  shade: '#1f252b',
  main: '#7db9e8',
  mark: '#f2a25c',
  light: '#35648c',
  pale: '#1e3447',
  paper: '#14181d',
};
