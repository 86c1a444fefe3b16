/** JSON to print. A Map is an object whose keys keep their order, also those that are numbers. */
export type PrintableJson =
  | string
  | number
  | boolean
  | null
  | readonly PrintableJson[]
  | ReadonlyMap<string, PrintableJson>;

const widestLine = 100;

/** JSON as people write it: what fits on one line stands on one line. */
export function printJson(value: PrintableJson, indent = '', before = 0): string {
  const flat = flatJson(value);
  if (typeof value !== 'object' || value === null) return flat;
  // The whole file is opened up, however short it is.
  if (indent !== '' && indent.length + before + flat.length < widestLine) return flat;
  const deeper = `${indent}  `;
  const [open, close, parts] =
    value instanceof Map
      ? ['{', '}', [...value].map(([key, each]) => keyed(key, each, deeper))]
      : ['[', ']', [...(value as readonly PrintableJson[])].map((each) => printJson(each, deeper))];
  if (parts.length === 0) return flat;
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}

function keyed(key: string, value: PrintableJson, indent: string): string {
  const start = `${JSON.stringify(key)}: `;
  return start + printJson(value, indent, start.length);
}

function flatJson(value: PrintableJson): string {
  if (value instanceof Map) {
    const members = [...value].map(([key, each]) => `${JSON.stringify(key)}: ${flatJson(each)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  if (Array.isArray(value)) return `[${value.map(flatJson).join(', ')}]`;
  return JSON.stringify(value);
}
