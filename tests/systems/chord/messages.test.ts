/** S2-06: whatever nodes say to each other is a call, as between web servers, and stands in the list of them. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { only } from '../../support/histories.ts';
import { talk, typed } from './talk.ts';

interface Shaped {
  readonly kind: string;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
}

/** Of the table: `PUT /kv/:key` under `put`. */
function listed(): ReadonlyMap<string, string> {
  const [, section = ''] = readFileSync('docs/protocol.md', 'utf8').split(
    '## Between nodes of a Chord store',
  );
  const [own = ''] = section.split('\n## ');
  return new Map(
    [...own.matchAll(/^\| `([a-z ]+)` \| `([A-Z]+ \/[^`]*)` \|/gm)].map(([, kind = '', as = '']) => [
      kind,
      as,
    ]),
  );
}

it('every message between nodes has a method and a path, and every answer a status', async () => {
  const list = listed();
  const keys = Array.from({ length: 30 }, (_, index) => `key${index}`);
  const run = await talk(
    [
      ...typed(...keys.map((key) => `put ${key} 1`), 'get key1', 'delete key1', 'lookup key2'),
      { at: '35s', do: 'add', node: 'n9' },
      { at: '45s', do: 'kill', node: 'n4' },
      ['45100ms', 'get key3'],
      ['45200ms', 'put key4 2 @n2'],
      { at: '60s', do: 'restart', node: 'n4' },
      ['75s', 'leave n3'],
      // Its copies lie where nobody asks for them.
      { at: '90s', do: 'partition', groups: [['n1', 'n2', 'n9']] },
      ['95s', 'put key5 3 @n1'],
      ['96s', 'put key5 4 @n5'],
      { at: '110s', do: 'heal' },
    ],
    { until: '150s' },
    'contents',
  );
  const between = only(run.history, 'sent')
    .filter(({ node, message }) => node === message.from && /^n/.test(message.from) && /^n/.test(message.to))
    .map(({ message }) => message as unknown as { readonly body: Shaped });
  const seen = new Map<string, string>();
  for (const { body } of between) {
    const { kind, method, path = '', status } = body;
    if (kind === 'answer' || kind === 'cells') expect(status).toBeGreaterThanOrEqual(200);
    else
      seen.set(
        kind,
        `${method ?? ''} ${path.replace(/^\/kv\/.+$/, '/kv/:key').replace(/^\/replies\/.+$/, '/replies/:request')}`,
      );
  }
  for (const [kind, as] of seen) expect([kind, as]).toEqual([kind, list.get(kind)]);
  // And what stands in the list is said by somebody.
  expect([...list.keys()].filter((kind) => !seen.has(kind))).toEqual([]);
});
