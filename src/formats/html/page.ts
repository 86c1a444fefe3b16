import { createHash } from 'node:crypto';
import { type ComponentChild, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { style } from './style.ts';

/** A whole page, as text: one file that loads nothing and runs nothing. */
export function renderPage(
  { title, styles = [] }: { readonly title: string; readonly styles?: readonly string[] },
  body: readonly ComponentChild[],
): string {
  const page = h('html', { lang: 'en' }, [
    h('head', null, [
      h('meta', { charset: 'utf-8' }),
      // Forbids all that the page does not need: no script, no request, no frame, no form.
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy([style, ...styles]) }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', null, title),
      h('style', { dangerouslySetInnerHTML: { __html: style } }),
    ]),
    h('body', null, [...body]),
  ]);
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/** Styles are allowed by their hash, and nothing else is. */
function policy(styles: readonly string[]): string {
  const hashes = [...new Set(styles)].map(
    (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return `default-src 'none'; style-src ${hashes.join(' ')}; base-uri 'none'; form-action 'none'`;
}
