import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/cli/problems.ts';
import { InputError } from '../../src/errors.ts';
import { parseStudy } from '../../src/study/read.ts';

/** What a person reads about a text that is no study file. */
function problemsOf(text: string, file: string | null = 'study.json'): string {
  try {
    parseStudy(text, { file });
  } catch (error) {
    if (error instanceof InputError) return `\n${formatProblems(error)}`;
    throw error;
  }
  return 'none';
}

const lines = (...parts: string[]) => parts.join('\n');

const visits = (inside: string) =>
  lines(
    '{',
    '  "id": "x", "cohorts": { "all": { "n": 40 } },',
    '  "measures": { "tsfd": { "cohort": "all", "at": {',
    `    ${inside}`,
    '  } } }',
    '}',
  );

describe('a study file that cannot be read', () => {
  it('has its unknown keys reported all together, each with the nearest key', () => {
    expect(
      problemsOf(visits('"1-week": { "mean": "4.33", "ds": "0.85", "meen": "1", "qqqqqqq": 1 }')),
    ).toMatchInlineSnapshot(`
      "
      study.json:4:33  measures.tsfd.at.1-week
        4 |     "1-week": { "mean": "4.33", "ds": "0.85", "meen": "1", "qqqqqqq": 1…
          |                                 ^^^^
        unknown key "ds". Did you mean "sd"?

      study.json:4:47  measures.tsfd.at.1-week
        4 | …1-week": { "mean": "4.33", "ds": "0.85", "meen": "1", "qqqqqqq": 1 }
          |                                           ^^^^^^
        unknown key "meen". Did you mean "mean"?

      study.json:4:60  measures.tsfd.at.1-week
        4 | …n": "4.33", "ds": "0.85", "meen": "1", "qqqqqqq": 1 }
          |                                         ^^^^^^^^^
        unknown key "qqqqqqq". Known here: label, n, mean, sd, se, variance, spread, ci, level, median, iqr, iqrWidth, geometricMean, geometricSd, cv, range, within, frequencies, how, source, note
      "
    `);
  });

  it('has keys that JavaScript knows reported like any other', () => {
    expect(
      problemsOf('{ "id": "x", "__proto__": {}, "constructor": {}, "toString": 1 }'),
    ).toMatchInlineSnapshot(`
      "
      study.json:1:14
        1 | { "id": "x", "__proto__": {}, "constructor": {}, "toString": 1 }
          |              ^^^^^^^^^^^
        unknown key "__proto__". Known here: $schema, id, title, citation, source, sources, design, cohorts, partitions, scales, measures, comparisons, counts, values, rates, correlations, relations, assumptions, notes

      study.json:1:31
        1 | { "id": "x", "__proto__": {}, "constructor": {}, "toString": 1 }
          |                               ^^^^^^^^^^^^^
        unknown key "constructor". Known here: $schema, id, title, citation, source, sources, design, cohorts, partitions, scales, measures, comparisons, counts, values, rates, correlations, relations, assumptions, notes

      study.json:1:50
        1 | { "id": "x", "__proto__": {}, "constructor": {}, "toString": 1 }
          |                                                  ^^^^^^^^^^
        unknown key "toString". Known here: $schema, id, title, citation, source, sources, design, cohorts, partitions, scales, measures, comparisons, counts, values, rates, correlations, relations, assumptions, notes
      "
    `);
  });

  it('has both places of a duplicate key named', () => {
    expect(
      problemsOf(lines('{', '  "id": "x",', '  "title": "a", "id": "y"', '}')),
    ).toMatchInlineSnapshot(`
      "
      study.json:3:17
        3 |   "title": "a", "id": "y"
          |                 ^^^^
        the key "id" stands here a second time. It stands first at line 2, column 3
      "
    `);
  });

  it('has text that is no figure reported with what to write', () => {
    expect(
      problemsOf(
        visits(
          '"a": { "mean": "1,234", "sd": "1e-400", "median": "about 3", "se": true, "n": -3 }',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      study.json:4:20  measures.tsfd.at.a.mean
        4 |     "a": { "mean": "1,234", "sd": "1e-400", "median": "about 3", "se": …
          |                    ^^^^^^^
        "1,234" can be read in two ways. Write "1234" or "1.234"

      study.json:4:35  measures.tsfd.at.a.sd
        4 |     "a": { "mean": "1,234", "sd": "1e-400", "median": "about 3", "se": …
          |                                   ^^^^^^^^
        "1e-400" is too small to compute with. Numbers from 1e-323 to 1e308 can be computed with

      study.json:4:55  measures.tsfd.at.a.median
        4 | …n": "1,234", "sd": "1e-400", "median": "about 3", "se": true, "n": -3 }
          |                                         ^^^^^^^^^
        "about 3" is not a figure. Write it as printed: "4.30", "<.001", "16.4%", "1.7e-5"

      study.json:4:72  measures.tsfd.at.a.se
        4 | …"sd": "1e-400", "median": "about 3", "se": true, "n": -3 }
          |                                             ^^^^
        expected a printed figure, such as "4.30", got true

      study.json:4:83  measures.tsfd.at.a.n
        4 | …400", "median": "about 3", "se": true, "n": -3 }
          |                                              ^^
        a count cannot be negative
      "
    `);
  });

  it('has wrong counts reported', () => {
    const cohorts =
      '"a": { "n": 1.5 }, "b": { "n": "-2" }, "c": { "n": "many" }, "d": { "n": 1e400 }, "e": { "n": { "min": 5, "max": 2 } }';
    expect(problemsOf(`{ "id": "x", "cohorts": { ${cohorts} } }`)).toMatchInlineSnapshot(`
      "
      study.json:1:39  cohorts.a.n
        1 | { "id": "x", "cohorts": { "a": { "n": 1.5 }, "b": { "n": "-2" }, "c": {…
          |                                       ^^^
        a count is a whole number

      study.json:1:58  cohorts.b.n
        1 | …cohorts": { "a": { "n": 1.5 }, "b": { "n": "-2" }, "c": { "n": "many" …
          |                                             ^^^^
        a count cannot be negative. Write a whole number, "≤28" for "up to 28", or null when it is not printed

      study.json:1:78  cohorts.c.n
        1 | …: 1.5 }, "b": { "n": "-2" }, "c": { "n": "many" }, "d": { "n": 1e400 }…
          |                                           ^^^^^^
        "many" is not a count. Write a whole number, "≤28" for "up to 28", or null when it is not printed

      study.json:1:100  cohorts.d.n
        1 | …"-2" }, "c": { "n": "many" }, "d": { "n": 1e400 }, "e": { "n": { "min"…
          |                                            ^^^^^
        1e400 is too large to compute with

      study.json:1:121  cohorts.e.n
        1 | …": { "n": 1e400 }, "e": { "n": { "min": 5, "max": 2 } } } }
          |                                 ^^^^^^^^^^^^^^^^^^^^^^
        min is above max
      "
    `);
  });

  it('has references to nothing reported with what there is', () => {
    expect(
      problemsOf(
        lines(
          '{ "id": "x", "source": "nwes", "sources": { "news": { "kind": "news" } },',
          '  "cohorts": { "all": { "n": 4 }, "women": { "of": "al", "n": 2 } },',
          '  "measures": { "m": { "scale": "s", "cohort": "men", "baseline": "befor", "at": { "before": {} } },',
          '                "k": { "in": { "wemen": { "before": {} } } } },',
          '  "comparisons": [ { "measure": "m", "from": "before", "to": "after", "between": ["all", "sham"] },',
          '                   { "measure": "mm", "from": "x" }, { "from": "before" } ] }',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      study.json:1:24  source
        1 | { "id": "x", "source": "nwes", "sources": { "news": { "kind": "news" } …
          |                        ^^^^^^
        there is no source "nwes". Did you mean "news"?

      study.json:2:52  cohorts.women.of
        2 |   "cohorts": { "all": { "n": 4 }, "women": { "of": "al", "n": 2 } },
          |                                                    ^^^^
        there is no cohort "al". Did you mean "all"? There are: all, women

      study.json:3:33  measures.m.scale
        3 |   "measures": { "m": { "scale": "s", "cohort": "men", "baseline": "befo…
          |                                 ^^^
        there is no scale "s". Nothing is listed under "scales"

      study.json:3:48  measures.m.cohort
        3 | …asures": { "m": { "scale": "s", "cohort": "men", "baseline": "befor", …
          |                                            ^^^^^
        there is no cohort "men". There are: all, women

      study.json:3:67  measures.m.baseline
        3 | …cale": "s", "cohort": "men", "baseline": "befor", "at": { "before": {}…
          |                                           ^^^^^^^
        there is no visit "befor". Did you mean "before"?

      study.json:4:32  measures.k.in
        4 |                 "k": { "in": { "wemen": { "before": {} } } } },
          |                                ^^^^^^^
        there is no cohort "wemen". Did you mean "women"? There are: all, women

      study.json:5:62  comparisons[0].to
        5 | … "measure": "m", "from": "before", "to": "after", "between": ["all", "…
          |                                           ^^^^^^^
        there is no visit "after". There is: before

      study.json:5:90  comparisons[0].between[1]
        5 | …fore", "to": "after", "between": ["all", "sham"] },
          |                                           ^^^^^^
        there is no cohort "sham". There are: all, women

      study.json:6:33  comparisons[1].measure
        6 |                    { "measure": "mm", "from": "x" }, { "from": "before"…
          |                                 ^^^^
        there is no measure "mm". Did you mean "m"? There are: m, k

      study.json:6:64  comparisons[2].from
        6 | …easure": "mm", "from": "x" }, { "from": "before" } ] }
          |                                          ^^^^^^^^
        there is no visit "before". Name the measure whose visit it is: "measure": …
      "
    `);
  });

  it('has a scale upside down, a cohort inside itself and a ragged table reported', () => {
    expect(
      problemsOf(
        lines(
          '{ "id": "x", "scales": { "s": { "min": 5, "max": 1 }, "t": { "min": 0 } },',
          '  "cohorts": { "a": { "of": "b" }, "b": { "of": "a" }, "c": { "of": "c" } },',
          '  "counts": [ { "columns": ["a", "b"], "rows": { "pain": ["1"], "fever": ["1 (x)", 2] } } ],',
          '  "measures": { "m": { "mean": "1" } },',
          '  "correlations": [ { "variables": ["u", "v"], "table": [["1", ".2"], [".2"]] } ] }',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      study.json:1:31  scales.s
        1 | { "id": "x", "scales": { "s": { "min": 5, "max": 1 }, "t": { "min": 0 }…
          |                               ^^^^^^^^^^^^^^^^^^^^^^
        min is not below max

      study.json:1:60  scales.t
        1 | …scales": { "s": { "min": 5, "max": 1 }, "t": { "min": 0 } },
          |                                               ^
        "max" is missing here

      study.json:2:29  cohorts.a.of
        2 |   "cohorts": { "a": { "of": "b" }, "b": { "of": "a" }, "c": { "of": "c"…
          |                             ^^^
        the cohort "a" is part of itself. a is part of b is part of a

      study.json:2:69  cohorts.c.of
        2 | …": "b" }, "b": { "of": "a" }, "c": { "of": "c" } },
          |                                             ^^^
        the cohort "c" is part of itself. c is part of c

      study.json:3:58  counts[0].rows.pain
        3 | … "columns": ["a", "b"], "rows": { "pain": ["1"], "fever": ["1 (x)", 2]…
          |                                            ^^^^^
        1 cell for 2 columns. Write null for a cell that is not printed

      study.json:3:75  counts[0].rows.fever[0]
        3 | …"b"], "rows": { "pain": ["1"], "fever": ["1 (x)", 2] } } ],
          |                                           ^^^^^^^
        "1 (x)" is not a cell. Write "7 (17.5)", "7", or null when it is not printed

      study.json:4:22  measures.m
        4 |   "measures": { "m": { "mean": "1" } },
          |                      ^
        "cohort" is missing here. Say whose figures these are

      study.json:5:57  correlations[0].table
        5 | …ariables": ["u", "v"], "table": [["1", ".2"], [".2"]] } ] }
          |                                  ^^^^^^^^^^^^^^^^^^^^^
        the table does not fit its 2 variables. Give one row a variable: whole rows, or the lower half with or without the diagonal
      "
    `);
  });

  it('has relations that name nothing or are no arithmetic reported', () => {
    expect(
      problemsOf(
        lines(
          '{ "id": "x", "cohorts": { "a": { "n": 3 }, "b": { "n": 4 } }, "relations": [',
          '  { "that": "cohorts.a.n", "equals": "cohorts.bb.n + 2" },',
          '  { "that": "cohorts.a.n +", "equals": "(cohorts.a.n" },',
          '  { "that": "cohorts.a.n cohorts.b.n", "equals": "* 2" } ] }',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      study.json:2:38  relations[0].equals
        2 |   { "that": "cohorts.a.n", "equals": "cohorts.bb.n + 2" },
          |                                      ^^^^^^^^^^^^^^^^^^
        no printed figure stands at "cohorts.bb.n". Did you mean "cohorts.b.n"?

      study.json:3:13  relations[1].that
        3 |   { "that": "cohorts.a.n +", "equals": "(cohorts.a.n" },
          |             ^^^^^^^^^^^^^^^
        the arithmetic ends where a path is expected. Write "a.path + another.path", with blanks

      study.json:3:40  relations[1].equals
        3 |   { "that": "cohorts.a.n +", "equals": "(cohorts.a.n" },
          |                                        ^^^^^^^^^^^^^^
        a bracket "(" is not closed. Write "a.path + another.path", with blanks

      study.json:4:13  relations[2].that
        4 |   { "that": "cohorts.a.n cohorts.b.n", "equals": "* 2" } ] }
          |             ^^^^^^^^^^^^^^^^^^^^^^^^^
        an operator between blanks is expected before "cohorts.b.n". Write "a.path + another.path", with blanks

      study.json:4:50  relations[2].equals
        4 |   { "that": "cohorts.a.n cohorts.b.n", "equals": "* 2" } ] }
          |                                                  ^^^^^
        a path is expected before "*". Write "a.path + another.path", with blanks
      "
    `);
  });

  it('has wrong types and choices reported with what is expected', () => {
    expect(
      problemsOf(
        lines(
          '{ "id": 5, "title": null, "design": [], "cohorts": "all",',
          '  "scales": { "a b": { "min": "0", "max": 5, "better": "hihger", "step": 0 } },',
          '  "comparisons": [ { "claim": "imporved", "ci": ["1"], "p": "<1,234", "tests": [ { "kind": "x" } ], "alpha": 5 } ] }',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      study.json:1:9  id
        1 | { "id": 5, "title": null, "design": [], "cohorts": "all",
          |         ^
        expected text, got 5

      study.json:1:21  title
        1 | { "id": 5, "title": null, "design": [], "cohorts": "all",
          |                     ^^^^
        expected text, got null

      study.json:1:37  design
        1 | { "id": 5, "title": null, "design": [], "cohorts": "all",
          |                                     ^^
        expected an object with the design, got a list

      study.json:1:52  cohorts
        1 | { "id": 5, "title": null, "design": [], "cohorts": "all",
          |                                                    ^^^^^
        expected cohorts by their ids, got "all"

      study.json:2:15  scales
        2 |   "scales": { "a b": { "min": "0", "max": 5, "better": "hihger", "step"…
          |               ^^^^^
        an id has no blanks, dots, commas, brackets, quotes, "+", "*" or "/"

      study.json:2:31  scales.a b.min
        2 |   "scales": { "a b": { "min": "0", "max": 5, "better": "hihger", "step"…
          |                               ^^^
        expected a number, got "0"

      study.json:2:56  scales.a b.better
        2 | …a b": { "min": "0", "max": 5, "better": "hihger", "step": 0 } },
          |                                          ^^^^^^^^
        expected "higher" or "lower", got "hihger". Did you mean "higher"?

      study.json:2:74  scales.a b.step
        2 | …: "0", "max": 5, "better": "hihger", "step": 0 } },
          |                                               ^
        a step is above 0

      study.json:3:31  comparisons[0].claim
        3 |   "comparisons": [ { "claim": "imporved", "ci": ["1"], "p": "<1,234", "…
          |                               ^^^^^^^^^^
        expected one of improved, worsened, changed, unchanged, higher, lower, different, not different, got "imporved". Did you mean "improved"?

      study.json:3:49  comparisons[0].ci
        3 | …parisons": [ { "claim": "imporved", "ci": ["1"], "p": "<1,234", "tests…
          |                                            ^^^^^
        expected two figures, such as ["3", "165"], got a list of 1

      study.json:3:61  comparisons[0].p
        3 | … "claim": "imporved", "ci": ["1"], "p": "<1,234", "tests": [ { "kind":…
          |                                          ^^^^^^^^
        "<1,234" can be read in two ways. Write "<1234" or "<1.234"

      study.json:3:82  comparisons[0].tests[0]
        3 | …ved", "ci": ["1"], "p": "<1,234", "tests": [ { "kind": "x" } ], "alpha…
          |                                               ^
        "value" is missing here

      study.json:3:92  comparisons[0].tests[0].kind
        3 | …["1"], "p": "<1,234", "tests": [ { "kind": "x" } ], "alpha": 5 } ] }
          |                                             ^^^
        expected t, F, z, chi2, r, Q, U, W or H, got "x"

      study.json:3:110  comparisons[0].alpha
        3 | …234", "tests": [ { "kind": "x" } ], "alpha": 5 } ] }
          |                                               ^
        a level lies between 0 and 1
      "
    `);
  });

  it.each([
    ['a list', '[1]'],
    ['null', 'null'],
    ['a number', '5'],
    ['nothing', ''],
    ['only blanks', '  \n '],
    ['text', 'hello'],
    ['an open object', '{ "id": "x"'],
    ['an open list', '{ "id": "x", "partitions": ['],
    ['a missing comma', '{ "id": "x" "title": "y" }'],
    ['a missing colon', '{ "id" "x" }'],
    ['a trailing comma', '{ "id": "x", }'],
    ['a comment', '{ "id": "x" // no\n}'],
    ['a second value', '{ "id": "x" } {}'],
    ['single quotes', "{ 'id': 'x' }"],
    ['a value in single quotes', `{ "id": 'x' }`],
    ['a leading zero', '{ "id": "x", "cohorts": { "a": { "n": 017 } } }'],
    ['a leading dot', '{ "id": "x", "values": { "a": { "mean": .5 } } }'],
    ['a leading plus', '{ "id": "x", "values": { "a": { "mean": +5 } } }'],
    ['a hexadecimal number', '{ "id": "x", "values": { "a": { "mean": 0x1F } } }'],
    ['a number with two dots', '{ "id": "x", "values": { "a": { "mean": 1.2.3 } } }'],
    ['a number cut short', '{ "id": "x", "values": { "a": { "mean": 1. } } }'],
    ['a negative leading zero', '{ "id": "x", "values": { "a": { "mean": -01 } } }'],
    ['NaN', '{ "id": "x", "values": { "a": { "mean": NaN } } }'],
    ['-Infinity', '{ "id": "x", "values": { "a": { "mean": -Infinity } } }'],
    ['an open text', '{ "id": "x\n" }'],
    ['a control character', '{ "id": "x\u0001\u001b[31m" }'],
    ['a wrong escape', '{ "id": "\\x" }'],
    ['a wrong unicode escape', '{ "id": "\\u12" }'],
    ['an open comment', '{ "id": "x" /* '],
    ['a bare key', '{ id: "x" }'],
    ['two commas', '{ "id": "x",, "title": "y" }'],
  ])('that is %s is refused at its place', (_, text) => {
    expect(problemsOf(text)).toMatchSnapshot();
  });

  it('that is nested 10,000 levels deep is refused, with no stack to overflow', () => {
    expect(problemsOf('['.repeat(10_000))).toMatchInlineSnapshot(`
      "
      study.json:1:65  [0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]…][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]
        1 | …[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
          |                                               ^
        this is nested more than 64 levels deep. A study file needs about ten
      "
    `);
    expect(problemsOf(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)).toContain(
      'nested more than 64',
    );
  });

  it('on one line of a megabyte is quoted around the place', () => {
    const long = `"notes": ["${'x'.repeat(500_000)}"]`;
    expect(
      problemsOf(`{ "id": "x", ${long}, "titel": "y", ${long.replace('notes', 'assumptions')} }`),
    ).toMatchInlineSnapshot(`
      "
      study.json:1:500029
        1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"], "titel": "y", "assumptions": …
          |                                           ^^^^^^^
        unknown key "titel". Did you mean "title"?
      "
    `);
  });

  it('with very many mistakes has the first 200 listed', () => {
    const keys = Array.from({ length: 1000 }, (_, index) => `"k${index}": 1`).join(', ');
    const text = problemsOf(`{ "id": "x", ${keys} }`);
    expect(text.match(/unknown key/g)).toHaveLength(200);
    expect(text.trimEnd().split('\n').at(-1)).toBe('800 more problems are not listed');
  });

  it('can have comments and trailing commas when it is .jsonc or no file at all', () => {
    const text = '{ "id": "x", /* a */ "notes": ["n",], // b\n }';
    expect(problemsOf(text, 'study.jsonc')).toBe('none');
    expect(problemsOf(text, null)).toBe('none');
    expect(problemsOf(text, 'study.json')).toContain('comments are not part of JSON');
  });

  it('is quoted with wide characters and tabs in line with its marks', () => {
    expect(
      problemsOf('{ "id": "x",\t"title": "手のジストニア", "titel": "é" }'),
    ).toMatchInlineSnapshot(`
      "
      study.json:1:34
        1 | { "id": "x",  "title": "手のジストニア", "titel": "é" }
          |                                          ^^^^^^^
        unknown key "titel". Did you mean "title"?
      "
    `);
  });

  it('cannot drive the terminal', () => {
    const text = problemsOf(
      '{ "id": "x", "\\u001b]0;owned\\u0007\\u202e": 1, "b\u009b2J": "\u202e" }',
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('has ids held to what paths can name', () => {
    expect(
      problemsOf(
        '{ "id": "x", "cohorts": { "a.b": {}, "": {}, "ok-1": {}, "constructor": { "n": 3 } } }',
      ),
    ).toMatchInlineSnapshot(`
      "
      study.json:1:27  cohorts
        1 | { "id": "x", "cohorts": { "a.b": {}, "": {}, "ok-1": {}, "constructor":…
          |                           ^^^^^
        an id has no blanks, dots, commas, brackets, quotes, "+", "*" or "/"

      study.json:1:38  cohorts
        1 | { "id": "x", "cohorts": { "a.b": {}, "": {}, "ok-1": {}, "constructor":…
          |                                      ^^
        an id has no blanks, dots, commas, brackets, quotes, "+", "*" or "/"
      "
    `);
  });
});
