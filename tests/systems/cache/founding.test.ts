/** The first view is agreed on without a word, and has to be remembered like any other. */
import { expect, it } from 'vitest';
import { play } from '../../support/cluster.ts';
import { printed } from '../../support/histories.ts';

it('a majority that began anew before there was a second view finds itself again', async () => {
  const at = (when: string, act: string, node: string) => ({ at: when, do: act, node });
  const type = (when: string, text: string) => ({ at: when, do: 'command', client: 'c1', text });
  const { history } = await play(
    {
      system: 'cache',
      nodes: 3,
      script: [
        type('1s', 'SET apple 1'),
        at('3s', 'kill', 'n2'),
        at('3s', 'kill', 'n3'),
        at('4s', 'restart', 'n2'),
        at('4s', 'restart', 'n3'),
        type('10s', 'INCR apple'),
      ],
      until: '15s',
    },
    { level: 'operations' },
  );
  expect([...printed(history).values()]).toEqual(['OK', '(integer) 2']);
});
