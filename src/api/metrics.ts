/** `metrics`: what nodes count, in the text format of Prometheus, as each of them says it. */
import { exposition, Refused } from './answers.ts';
import type { Call } from './call.ts';
import { atAddress, reportOf } from './health.ts';

export async function getMetrics({ desk }: Call): Promise<Response> {
  return desk.inTurn(async () => {
    const nodes = (await desk.book()).nodes.filter(({ role }) => role === 'node');
    const texts = await Promise.all(
      nodes.map(async ({ record, isRunning }) =>
        isRunning ? reportOf(desk, `METRICS @${record.id}`) : null,
      ),
    );
    const up = nodes.map(
      ({ record }, index) => `cache_up{node="${record.id}"} ${texts[index] === null ? 0 : 1}`,
    );
    const head = ['# HELP cache_up Whether the node answered.', '# TYPE cache_up gauge', ...up].join('\n');
    return exposition(`${head}\n${joined(texts.filter((text) => text !== null))}`);
  });
}

export async function getNodeMetrics({ desk, path }: Call): Promise<Response> {
  return desk.inTurn(async () => {
    const { record, isRunning } = await atAddress(desk, path['address'] ?? '');
    const text = isRunning ? await reportOf(desk, `METRICS @${record.id}`) : null;
    if (text === null) throw new Refused(503, `${record.id} does not answer.`);
    return exposition(text);
  });
}

/** Of several texts one: a metric's help and type once, and then what each node says of it. */
function joined(texts: readonly string[]): string {
  const families = new Map<string, { readonly head: string[]; readonly lines: string[] }>();
  for (const text of texts) {
    let family = { head: [] as string[], lines: [] as string[] };
    let isNew = false;
    for (const line of text.split('\n')) {
      const [, name] = /^# HELP (\S+)/.exec(line) ?? [];
      if (name !== undefined) {
        isNew = !families.has(name);
        family = families.get(name) ?? { head: [], lines: [] };
        families.set(name, family);
      }
      if (line.startsWith('#')) {
        if (isNew) family.head.push(line);
      } else if (line !== '') family.lines.push(line);
    }
  }
  return [...families.values()]
    .flatMap(({ head, lines }) => [...head, ...lines, ''])
    .join('\n')
    .replace(/\n\n/g, '\n');
}
