import { checks, findCheck } from '../../checks/index.ts';
import { singleChecks } from '../../checks/single/index.ts';
import { InputError } from '../../errors.ts';
import { findMethod, methods } from '../../estimates/index.ts';
import { explainAll, explainMethod } from '../../report/explain.ts';
import { checkList, explainCheck } from '../../report/explain-check.ts';
import { byItself, checkIdOf } from '../../report/single-check.ts';
import { explainTopic, explainTopics, findTopic, topics } from '../../report/topics.ts';
import { suggestion } from '../../study/suggest.ts';
import type { CommandModule } from '../catalogue.ts';
import { writePage } from '../page.ts';

/** Prints the formula, assumptions and references of one method, check or topic, or the list of all. */
export const run: CommandModule['run'] = async ([topic, ...typed], options, io) => {
  if (options['compare']) {
    const { explainVariants } = await import('./explain-variants.ts');
    await writePage(explainVariants(topic, typed, options), options, io);
    return 0;
  }
  if (typed.length > 0) {
    throw new InputError(`explain takes one topic; inputs of a method go with --compare`);
  }
  const page = topic === undefined ? explainList() : explainOne(topic);
  await writePage(page, options, io);
  return 0;
};

function explainList() {
  return {
    parts: [explainTopics(), checkList(checks), ...explainAll(methods)],
    data: [...topics, ...checks, ...methods],
  };
}

function explainOne(topic: string) {
  const check = findCheck(topic) ?? findCheck(checkIdOf(topic));
  if (check) {
    const single = singleChecks.find(({ id }) => checkIdOf(id) === check.id);
    return { parts: [...explainCheck(check), ...(single ? [byItself(single)] : [])], data: check };
  }
  const words = findTopic(topic);
  if (words) return { parts: explainTopic(words), data: words };
  const method = findMethod(topic);
  if (!method) throw unknownTopic(topic);
  return { parts: explainMethod(method), data: method };
}

function unknownTopic(topic: string): InputError {
  const named: readonly { readonly id: string; readonly aliases?: readonly string[] }[] = [
    ...topics,
    ...checks,
    ...methods,
  ];
  const names = named.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  return new InputError([
    {
      message: `no method, check or topic is called ${JSON.stringify(topic)}`,
      hint: `${suggestion(topic, names, false)} "dystonia-stats explain" lists them all`.trim(),
    },
  ]);
}
