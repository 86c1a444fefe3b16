/** Texts of characters that are one column wide each; a test compares all of them to string-width. */
export const oneColumnEach =
  /^[ -~\u00b0-\u00ff\u0391-\u03a1\u03a3-\u03c9\u2010-\u2022\u2026\u2212\u2264\u2265\u2500-\u257f]*$/;

/** The code of a module like string-width, which is at `path` and loaded only for other texts. */
export function quickWidthOver(path) {
  return `let whole;
module.exports = (text) =>
  ${oneColumnEach}.test(text) ? text.length : (whole ??= require(${JSON.stringify(path)}))(text);
module.exports.default = module.exports;
`;
}
