import { describe, expect, it } from 'vitest';
import { loadStudy, plotStudy } from '../../src/index.ts';
import { pictures } from '../../src/plots/index.ts';
import { run } from '../cli/run.ts';

const horisawa = await loadStudy('data/horisawa-2019.json');
const bond = await loadStudy('data/bond-2017.json');

describe('pictures in the library', () => {
  it.each(pictures)('$id is what the command draws', async ({ id }) => {
    const { stdout } = await run(['plot', id, 'horisawa-2019']);
    expect(await plotStudy(horisawa, id)).toBe(stdout);
  });

  it('takes the options of the command', async () => {
    const line = 'plot flow horisawa-2019 --of tsfd@1-week --threshold 2 --width 500';
    const { stdout } = await run(line.split(' '));
    const made = await plotStudy(horisawa, 'flow', { of: 'tsfd@1-week', threshold: 2, width: 500 });
    expect(made).toBe(stdout);
    const forest = await run(['plot', 'forest', 'horisawa-2019', 'bond-2017']);
    expect(await plotStudy([horisawa, bond], 'forest')).toBe(forest.stdout);
  });

  it('says why there is none', async () => {
    await expect(plotStudy(horisawa, 'pie')).rejects.toThrow(
      new RangeError(
        'no picture is called "pie"; there are change, flow, distribution, forest, sensitivity, checks',
      ),
    );
    await expect(plotStudy([horisawa, bond], 'flow')).rejects.toThrow('shows one study; got 2');
    await expect(plotStudy(horisawa, 'change', { of: 'pain' })).rejects.toThrow(
      /^change: the study has no "pain"/,
    );
  });
});
