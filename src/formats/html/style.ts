/**
 * The style of every HTML page, light, dark and in print. A constant text: its hash stands in the
 * page's Content-Security-Policy.
 */
export const style = `
:root {
  color-scheme: light dark;
  --text: #1d2330; --soft: #5a6375; --line: #d5d9e2; --faint: #f4f5f8; --paper: #ffffff;
  --accent: #1f5fa8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6e9f0; --soft: #a5aec0; --line: #3a4254; --faint: #1d222d; --paper: #14181d;
    --accent: #8db9f2;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--text);
  font: 17px/1.55 "Source Serif 4", "Iowan Old Style", Palatino, "Palatino Linotype", Georgia, serif;
}
main, header.top, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
main { padding-bottom: 2rem; }
h1, h2, h3, h4, table, .under, nav, footer, dl, figcaption, .skip {
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { font-size: 1.75rem; line-height: 1.2; margin: 2.5rem 0 .75rem; letter-spacing: -.01em; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.75rem 0 .6rem; }
h3 { font-size: 1rem; margin: 2rem 0 .4rem; }
h4 { font-size: .95rem; margin: 1.5rem 0 .3rem; }
h2 small, h3 small { font-weight: 400; color: var(--soft); font-size: .85em; }
p { margin: .6rem 0; max-width: 42rem; }
.lines { color: var(--soft); }
.lines span { display: block; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible, pre:focus-visible, .wide:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code, pre { font: .82em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code { background: var(--faint); padding: .1em .3em; border-radius: 3px; }
pre { background: var(--faint); padding: 1rem; overflow-x: auto; border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
.wide { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; font-variant-numeric: tabular-nums lining-nums; }
th, td { padding: .4rem .6rem; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); }
thead th, thead td { border-bottom: 2px solid var(--text); vertical-align: bottom; font-weight: 600; font-size: .82rem; }
tbody th { font-weight: 400; }
.right { text-align: right; } td.right { white-space: nowrap; }
.under { display: block; font-weight: 400; color: var(--soft); }
.in-1 { padding-left: 1.6rem; } .in-2 { padding-left: 2.8rem; } .in-3 { padding-left: 4rem; }
ul.marked { list-style: none; padding: 0; margin: .6rem 0; }
ul.marked li { display: grid; grid-template-columns: minmax(1.4rem, max-content) 1fr; gap: .5rem; margin: .4rem 0; max-width: 42rem; }
ul.marked .mark { color: var(--soft); }
figure { margin: 1.5rem -1.25rem; }
figcaption { padding: 0 1.25rem; } .slim { display: none; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { color: var(--soft); font-size: .85rem; margin-top: .5rem; }
nav.contents { margin-top: 1.5rem; font-size: .9rem; }
nav.contents ol { columns: 2 16rem; padding-left: 1.4rem; margin: .5rem 0; }
nav.contents li { margin: .2rem 0; break-inside: avoid; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; border: 2px solid var(--accent); }
.block { border-left: 4px solid var(--line); padding: .1rem 0 .1rem 1rem; margin: 1.25rem 0; }
dl { margin: .4rem 0; } dl div { display: grid; grid-template-columns: 8rem 1fr; gap: .5rem; }
dt { color: var(--soft); } dd { margin: 0; }
footer { color: var(--soft); font-size: .85rem; border-top: 1px solid var(--line); padding-top: 1rem; padding-bottom: 3rem; margin-top: 3rem; }
@media screen and (max-width: 560px) {
  .broad { display: none; } .slim { display: block; }
  body { font-size: 16px; } h1 { font-size: 1.45rem; } table { font-size: .78rem; } th, td { padding: .35rem .25rem; } thead th { font-size: .74rem; }
}
@media print {
  :root { --text: #000; --soft: #333; --line: #999; --faint: #fff; --paper: #fff; --accent: #000; color-scheme: light; }
  @page { margin: 18mm 16mm; }
  body { font-size: 10.5pt; } main, header.top, footer { max-width: none; padding-left: 0; padding-right: 0; }
  figure { margin: 1rem 0; } figcaption { padding: 0; }
  h1 { margin-top: 0; } h2, h3 { break-after: avoid; } figure, tr, li, .block { break-inside: avoid; }
  thead { display: table-header-group; } .wide { overflow: visible; } table { font-size: 9pt; }
  .skip { display: none; } pre { white-space: pre-wrap; border: 1px solid var(--line); font-size: 7.5pt; } a { text-decoration: none; }
}
`;
