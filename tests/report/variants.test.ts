import { describe, expect, it } from 'vitest';
import { methods } from '../../src/estimates/index.ts';
import type { Need } from '../../src/estimates/method.ts';
import { compareVariants } from '../../src/report/compare-variants.ts';
import { variantsOf } from '../../src/report/variants/index.ts';
import { run } from '../cli/run.ts';

const quantities = [...new Set(methods.map(({ quantity }) => quantity))].map((quantity) => ({
  quantity,
  all: methods.filter((method) => method.quantity === quantity),
}));
const several = quantities.filter(({ all }) => all.length > 1);

describe('what is said about the variants of a quantity', () => {
  it('is there for every quantity with more than one method, and for no other', () => {
    expect(Object.keys(variantsOf).sort()).toEqual(several.map(({ quantity }) => quantity).sort());
  });

  it.each(several)(
    '$quantity: every variant stands in one line that says when to use it',
    ({ quantity, all }) => {
      const ids = variantsOf[quantity]?.use.flatMap((line) => line.ids) ?? [];
      expect([...ids].sort()).toEqual(all.map(({ id }) => id).sort());
    },
  );

  it.each(several)(
    '$quantity: sentences, and an example for every variant',
    ({ quantity, all }) => {
      const { why = [], use = [], examples = [] } = variantsOf[quantity] ?? {};
      for (const text of why) expect(text).toMatch(/^[A-Z].*\.$/);
      for (const { when } of use) expect(when).toMatch(/[.?]$/);
      for (const text of [...why, ...use.map(({ when }) => when)]) {
        expect(text).not.toMatch(/accus|fail|certif|fraud|always right/i);
      }
      for (const { id, needs } of all) {
        const names = Object.entries(needs as Record<string, Need>).flatMap(
          ([name, { optional }]) => (optional ? [] : [name]),
        );
        const isShown = examples.some((inputs) => names.every((name) => name in inputs));
        expect(isShown, `no example has the inputs of ${id}`).toBe(true);
      }
    },
  );

  it.each(several)('$quantity: its page shows every variant side by side', ({ quantity, all }) => {
    const variants = variantsOf[quantity];
    if (!variants) throw new Error(`no text for ${quantity}`);
    const { data } = compareVariants(all, variants, {}, { level: 0.95, digits: 4 });
    const shown = data.examples.flatMap(({ results }) => results.map(({ method }) => method));
    expect(new Set(shown)).toEqual(new Set(all.map(({ id }) => id)));
    for (const { results } of data.examples) {
      for (const { value, reason } of results) if (value === null) expect(reason).toBeTruthy();
    }
  });
});

describe('explain --compare', () => {
  const explain = (line: string) => run(['explain', '--compare', ...line.split(' ')]);

  it('says why, when, how much and what others call it', async () => {
    const { code, stdout } = await explain('risk-ratio');
    expect(code).toBe(0);
    for (const title of ['WHY THEY DIFFER', 'WHICH TO USE', 'SIDE BY SIDE', 'ELSEWHERE']) {
      expect(stdout).toContain(title);
    }
    // (12/40)/(5/42)
    expect(stdout).toMatch(/^rr_katz +2\.5200 /m);
    expect(stdout).toMatch(/RevMan: Risk Ratio \(IV\)/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('takes a method for its quantity, and the reader’s own inputs', async () => {
    const { stdout } = await explain('wilson --x 0 --n 12');
    expect(stdout).toMatch(/^wilson +0\.0000 +\[0\.0000, 0\.2425\]/m);
    expect(stdout).toContain('With x = 0, n = 12.');
  });

  it('is data too', async () => {
    const { stdout } = await explain('odds-ratio --json');
    const { quantity, why, use, examples } = JSON.parse(stdout);
    expect(quantity).toBe('odds-ratio');
    expect(why.length * use.length).toBeGreaterThan(0);
    expect(examples[0].results.map(({ method }: { method: string }) => method)).toContain(
      'or_fisher',
    );
  });

  it.each([
    ['proporton', 'Did you mean "proportion"?'],
    ['phi', 'there is one method for association'],
    ['wilson --x 3', 'wilson lacks n'],
    ['wilson --y 3', 'proportion has no input "--y"'],
    ['wilson --x three --n 4', 'x is a number; got "three"'],
    ['--x 3', 'needs a quantity'],
  ])('explains what is wrong with %j', async (line, message) => {
    const { code, stderr } = await explain(line);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('is needed for inputs', async () => {
    const { code, stderr } = await run(['explain', 'wilson', 'wald']);
    expect(code).toBe(2);
    expect(stderr).toContain('--compare');
  });
});
