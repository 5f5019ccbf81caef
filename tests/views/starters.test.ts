import { describe, expect, it } from 'vitest';
import { readScenario } from '../../src/scenario/index.ts';
import { sketches } from '../../src/systems/registry.ts';
import { starters } from '../../src/views/starters.ts';
import { en } from '../../src/views/words/en/index.ts';
import { examples } from '../../src/views/words/examples.ts';

describe('starters', () => {
  it.each(starters)('$id is a scenario without a fault', ({ id, text }) => {
    const read = readScenario(text, sketches);
    expect(read).toMatchObject({ ok: true, scenario: { about: { title: en.starters[id] } } });
  });

  it('have commands to try for every system they open', () => {
    for (const { text } of starters) {
      const { system } = JSON.parse(text) as { system: string };
      expect(examples[system]).toBeDefined();
    }
  });
});
