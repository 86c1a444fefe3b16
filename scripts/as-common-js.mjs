// esbuild splits code into files as ES modules only. Node's loader of these takes 2 ms to start, and
// bytecode for them cannot be kept, so that the command's files are turned into CommonJS here.
// esbuild's own way has two getters behind each imported name, which takes a start 2 ms and slows
// loops down; here they are constants. For that the files must not import each other in a circle,
// and must not change what they export; esbuild marks modules that may (`__esm`).

/**
 * A file of esbuild's output as CommonJS; `output` is what esbuild says of it.
 *
 * @throws when other imports or exports are found than esbuild says there are
 */
export function asCommonJs(code, output) {
  if (code.includes('__esm(')) throw new Error('a module of the command is imported lazily: no CommonJS');
  const imported = [];
  const constants = [];
  let exported = [];
  const body = code
    .replace(importStatement, (_, named, everything, file) => {
      imported.push(file);
      const names = named ? `{${renamed(named, 'from')}}` : everything;
      constants.push(`${names ? `const ${names}=` : ''}require(${inCommonJs(file)});`);
      return '';
    })
    .replace(exportStatement, (_, named) => {
      exported = named.split(',').map((name) => name.split(' as ').at(-1));
      return `module.exports={${renamed(named, 'to')}};`;
    })
    .replace(importCall, (_, file) => {
      imported.push(file);
      return `Promise.resolve().then(()=>require(${inCommonJs(file)}))`;
    });
  const known = output.imports.filter(({ kind }) => kind !== 'require-call');
  agree(imported, known.map(({ path }) => path), 'imports');
  agree(exported, output.exports, 'exports');
  const url = 'const __fileUrl=require("node:url").pathToFileURL(__filename).href;';
  return [
    '"use strict";',
    ...(body.includes('__fileUrl') ? [url] : []),
    ...constants,
    body,
  ].join('');
}

const importStatement =
  /(?<=^|[;}\n])import(?:\{([^}]*)\}from|\*as ([\w$]+) from)?"([^"]+)";/g;
const exportStatement = /(?<=^|[;}\n])export\{([^}]*)\};?/g;
const importCall = /\bimport\("([^"]+)"\)/g;

/** "a as b,c" as "a:b,c" for what comes from elsewhere, as "b:a,c" for what goes there. */
function renamed(names, direction) {
  return names
    .split(',')
    .map((name) => {
      const [first, second = first] = name.split(' as ');
      if (first === second) return first;
      return direction === 'from' ? `${first}:${second}` : `${second}:${first}`;
    })
    .join(',');
}

const inCommonJs = (file) => JSON.stringify(file.replace(/^(\.\/.*)\.js$/, '$1.cjs'));

function agree(found, known, what) {
  const listed = (names) => names.map((name) => name.replace(/^.*\//, '')).sort().join(', ');
  if (listed(found) !== listed(known))
    throw new Error(`${what} found: ${listed(found)}; esbuild says: ${listed(known)}`);
}
