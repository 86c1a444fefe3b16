// esbuild splits code into files as ES modules only. Node's loader of these takes 2 ms to start, and
// bytecode of them cannot be kept, so that the command's files are turned into CommonJS here. In
// esbuild's own way two getters are behind each imported name, which slows loops down; here they are
// constants. For that, files must not import each other in a circle nor change what they export;
// esbuild marks modules that may (`__esm`).

/**
 * Files of esbuild's output ({ name, text, output }) as CommonJS ({ name, code }); `output` is what
 * esbuild says of a file. The files that `first` imports at once become a part of it: each file of
 * its own takes a start 0.3 ms.
 *
 * @throws when other imports or exports are found than esbuild says there are
 */
export function inCommonJs(files, first) {
  const merged = importedAtOnce(first, files);
  const isMerged = (name) => merged.includes(name) && name !== first;
  // What another file has of a merged one.
  const from = (name) => `require(${quoted(first)}).parts[${JSON.stringify(name)}]`;
  const alone = files
    .filter(({ name }) => !merged.includes(name))
    .map((file) => ({
      name: renamed(file.name),
      code: moduleOf(file, (name) => (isMerged(name) ? from(name) : `require(${quoted(name)})`)),
    }));
  const parts = merged.map((name) => {
    const file = files.find((one) => one.name === name);
    const code = moduleOf(file, (other) =>
      merged.includes(other) ? `__parts[${JSON.stringify(other)}]` : `require(${quoted(other)})`,
    );
    return `(()=>{const module={exports:{}};${code}\n__parts[${JSON.stringify(name)}]=module.exports})();`;
  });
  const end = `module.exports={...__parts[${JSON.stringify(first)}],parts:__parts};`;
  // A name that no file has a variable of.
  const code = `"use strict";const __parts={};${parts.join('\n')}${end}`;
  return [...alone, { name: renamed(first), code }];
}

/** A file and all that it imports, but for what is imported later, each after its own imports. */
function importedAtOnce(name, files, found = []) {
  const { output } = files.find((file) => file.name === name);
  for (const { path, kind } of output.imports) {
    const other = path.replace(/^.*\//, '');
    if (kind === 'import-statement' && files.some((file) => file.name === other))
      if (!found.includes(other)) importedAtOnce(other, files, found);
  }
  if (!found.includes(name)) found.push(name);
  return found;
}

/** The code of one file, which sets `module.exports`; `requireOf` has what it imports. */
function moduleOf({ name, text, output }, requireOf) {
  if (text.includes('__parts')) throw new Error(`${name} has a variable called __parts`);
  if (text.includes('__esm(')) throw new Error(`${name} has a module that is imported lazily`);
  const imported = [];
  const constants = [];
  let exported = [];
  const body = text
    .replace(importStatement, (_, names, everything, file) => {
      imported.push(file);
      const constant = names ? `{${pairs(names, 'from')}}` : everything;
      constants.push(`${constant ? `const ${constant}=` : ''}${requireOf(bare(file))};`);
      return '';
    })
    .replace(exportStatement, (_, names) => {
      exported = names.split(',').map((each) => each.split(' as ').at(-1));
      return `module.exports={${pairs(names, 'to')}};`;
    })
    .replace(importCall, (_, file) => {
      imported.push(file);
      return `Promise.resolve().then(()=>${requireOf(bare(file))})`;
    });
  const known = output.imports.filter(({ kind }) => kind !== 'require-call');
  agree(
    imported,
    known.map(({ path }) => path),
    `imports of ${name}`,
  );
  agree(exported, output.exports, `exports of ${name}`);
  const places = Object.entries(ofModule)
    .filter(([name]) => body.includes(name))
    .map(([name, value]) => `const ${name}=${value};`);
  return ['"use strict";', ...places, ...constants, body].join('');
}

/** What `import.meta` has in an ES module; the URL takes a moment to make, and few have a use for it. */
const ofModule = {
  __folder: 'require("node:path").dirname(__filename)',
  __fileUrl: 'require("node:url").pathToFileURL(__filename).href',
};

const importStatement =
  /(?<=^|[;}\n])import(?:\{([^}]*)\}from|(?:\*as)? ?([\w$]+) from)?"([^"]+)";/g;
const exportStatement = /(?<=^|[;}\n])export\{([^}]*)\};?/g;
const importCall = /\bimport\("([^"]+)"\)/g;

/** "a as b,c" as "a:b,c" for what comes from elsewhere, as "b:a,c" for what goes there. */
function pairs(names, direction) {
  return names
    .split(',')
    .map((name) => {
      const [first, second = first] = name.split(' as ');
      if (first === second) return first;
      return direction === 'from' ? `${first}:${second}` : `${second}:${first}`;
    })
    .join(',');
}

/** "./chunk.js" as "chunk.js"; the names of packages stay. */
const bare = (file) => file.replace(/^\.\//, '');
const renamed = (name) => name.replace(/\.js$/, '.cjs');
const quoted = (name) => JSON.stringify(name.endsWith('.js') ? `./${renamed(name)}` : name);

function agree(found, known, what) {
  const listed = (names) =>
    names
      .map((name) => name.replace(/^.*\//, ''))
      .sort()
      .join(', ');
  if (listed(found) !== listed(known))
    throw new Error(`${what}: found ${listed(found)}; esbuild says ${listed(known)}`);
}
