import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledStudies, bundledStudyFile, dataFile } from '../../src/study/bundled.ts';
import { everyCount, everyFigure } from '../../src/study/every.ts';
import { loadStudy } from '../../src/study/read.ts';

describe('the bundled studies', () => {
  it('are the study files in data/', () => {
    const files = readdirSync(new URL('../../data/', import.meta.url))
      .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
      .filter((name) => name !== 'reference-points.json');
    expect(bundledStudies.map(({ id }) => `${id}.json`).sort()).toEqual(files);
    expect(bundledStudies[0].id).toBe('horisawa-2019');
  });

  it('load under the id and the title that the list gives', async () => {
    for (const { id, title } of bundledStudies) {
      const study = await loadStudy(bundledStudyFile(id) ?? '');
      expect({ id: study.id, title: study.title }).toEqual({ id, title });
      const warnings = study.warnings.map(({ message }) => message);
      // The abstract's numbers: that is what this study is there for.
      const known = id === 'boeker-2013' ? ['82 + 69 = 151, not the 145 of "randomized"'] : [];
      expect(warnings).toEqual(known);
    }
  });

  it('are not found under another id', () => {
    expect(bundledStudyFile('constructor')).toBeNull();
    expect(bundledStudyFile('../package')).toBeNull();
    expect(dataFile('study.schema.json')).toMatch(/data.study\.schema\.json$/);
  });
});

describe('horisawa-2019', async () => {
  const study = await loadStudy(bundledStudyFile('horisawa-2019') ?? '');

  it('holds 29 printed figures, each with its source', () => {
    const figures = [...everyFigure(study)].map(({ figure }) => figure);
    const counts = [...everyCount(study)].map(({ count }) => count);
    expect(figures.length + counts.length).toBe(29);
    for (const { source } of [...figures, ...counts]) {
      expect(['news', 'abstract']).toContain(source);
    }
  });

  it('takes the permanent adverse events from the abstract, all else from the news article', () => {
    const fromAbstract = [...everyFigure(study), ...everyCount(study)]
      .filter((each) => ('figure' in each ? each.figure : each.count).source === 'abstract')
      .map(({ path }) => path);
    expect(fromAbstract.sort()).toEqual(['cohorts.permanent-ae.n', 'cohorts.permanent-ae.percent']);
  });

  it('has the printed means and SDs', () => {
    const visits = study.measures[0]?.series[0]?.visits ?? [];
    expect(visits.map(({ label, mean, sd }) => [label, mean?.[0].text, sd?.[0].text])).toEqual([
      ['Before', '1.72', '0.57'],
      ['1 week', '4.33', '0.85'],
      ['3 months', '4.30', '1.06'],
      ['12 months', '4.30', '1.13'],
      ['Last follow-up', '4.39', '1.07'],
    ]);
    expect(visits.every(({ n, nStated }) => n.low === 171 && n.high === 171 && !nStated)).toBe(
      true,
    );
  });

  it('reads "up to 28" as 0 to 28', () => {
    const cohort = study.cohorts.find(({ id }) => id === 'temporary-ae');
    expect(cohort?.n).toMatchObject({ text: '≤28', low: 0, high: 28 });
    expect(cohort?.percent?.[0]).toMatchObject({ text: '16.4', low: 16.35, high: 16.45 });
  });
});
