import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { loadStudy, readText } from '../../src/study/read.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'study-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** The first problem's message and hint, without the folder. */
async function problemOf(path: string): Promise<string> {
  try {
    await loadStudy(path);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [{ message, hint }] = error.problems;
    return `${message}${hint ? `. ${hint}` : ''}`.replaceAll(`${folder}/`, '');
  }
  return 'none';
}

describe('loading a study file', () => {
  it('reads it with its name', async () => {
    const path = file('good.json', '\ufeff{ "id": "x" }');
    expect(await loadStudy(path)).toMatchObject({ id: 'x', title: 'x', file: path });
  });

  it('says that a missing file is missing', async () => {
    expect(await problemOf(join(folder, 'missing.json'))).toBe('there is no file missing.json');
  });

  it('says that a directory is one', async () => {
    expect(await problemOf(`${folder}/`)).toMatch(/is a directory\. Name a file in it$/);
  });

  it('refuses a file above 64 MiB before reading it', async () => {
    const path = file('huge.json', '{');
    truncateSync(path, 64 * 1024 * 1024 + 1);
    expect(await problemOf(path)).toBe(
      'huge.json has 65 MiB; study files of up to 64 MiB are read. Write one file a study',
    );
  });

  it('reads 50 MB', { timeout: 60_000 }, async () => {
    const note = `"${'n'.repeat(1000)}"`;
    const path = file(
      'large.json',
      `{ "id": "x", "notes": [${`${note},\n`.repeat(49_000)}${note}] }`,
    );
    expect((await loadStudy(path)).notes).toHaveLength(49_001);
  });

  it('names the first byte that is not UTF-8', async () => {
    const bytes = Buffer.from('{ "id": "é",\n "title": "\u00e9" }', 'latin1');
    expect(await problemOf(file('latin.json', bytes))).toBe(
      'latin.json is not UTF-8: byte 10, in line 1, belongs to no character. Save the file as UTF-8',
    );
    const cut = Buffer.from('{ "id": "x" }\n\n€').subarray(0, -1);
    expect(await problemOf(file('cut.json', cut))).toContain('byte 16, in line 3');
  });

  it('refuses random bytes and UTF-16', async () => {
    const noise = Uint8Array.from({ length: 4096 }, (_, index) => (index * 151 + 200) % 256);
    expect(await problemOf(file('noise.json', noise))).toContain('is not UTF-8');
    const wide = Buffer.from('\ufeff{ "id": "x" }', 'utf16le');
    expect(await problemOf(file('wide.json', wide))).toContain('is not UTF-8');
  });

  it('reads a stream in pieces that cut characters apart, and stops it above 64 MiB', async () => {
    const bytes = Buffer.from('{ "id": "é" }');
    async function* pieces() {
      for (const byte of bytes) yield Uint8Array.of(byte);
    }
    expect(await readText(pieces())).toBe('{ "id": "é" }');
    async function* endless() {
      const piece = new Uint8Array(8 * 1024 * 1024).fill(32);
      for (;;) yield piece;
    }
    await expect(readText(endless())).rejects.toThrow(/standard input has more than 64 MiB/);
  });
});
