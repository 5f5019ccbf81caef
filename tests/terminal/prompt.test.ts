import { describe, expect, it } from 'vitest';
import type { Member } from '../../src/kernel/contract.ts';
import { findMember } from '../../src/terminal/address.ts';
import { readCommand } from '../../src/terminal/prompt.ts';

const member = (id: string, name: string): Member => ({ id, name, role: 'node', weight: 1 });
const members = [
  member('n1', 'Alfa'),
  member('n2', 'Bravo'),
  member('n3', 'bravo'),
  member('Alfa', 'Zulu'),
  member('x', 'constructor'),
];
const find = (typed: string) => {
  const found = findMember(members, typed);
  return found.ok ? found.id : found.says;
};

describe('an address', () => {
  it('is an id, or a name in any case', () => {
    expect([find('n1'), find('N1'), find('zulu'), find('constructor')]).toEqual(['n1', 'n1', 'Alfa', 'x']);
  });

  it('that is an id means that node, whoever else is called so', () => {
    expect(find('Alfa')).toBe('Alfa');
  });

  it('that may mean two is refused with their ids', () => {
    expect(find('BRAVO')).toBe('BRAVO may be n2 or n3. Type the id.');
    expect(find('alfa')).toBe('alfa may be n1 or Alfa. Type the id.');
  });

  it('of nobody is refused with the names that there are', () => {
    expect(find('n9')).toBe('There is no node n9. Here are Alfa, Bravo, bravo, Zulu, constructor.');
    expect(find('toString')).toContain('There is no node toString');
  });
});

describe('a command', () => {
  const grammar = {
    parse: (words: readonly string[]) =>
      words[0] === 'GET'
        ? ({ ok: true, body: [...words] } as const)
        : ({ ok: false, says: 'what?' } as const),
    print: () => '',
  };
  const read = (text: string) => readCommand(grammar, text, members);

  it('is words that the grammar takes, and whom they are for', () => {
    expect(read('GET a')).toEqual({ ok: true, body: ['GET', 'a'], to: null });
    expect(read('GET a @Zulu')).toEqual({ ok: true, body: ['GET', 'a'], to: 'Alfa' });
  });

  it('is refused for its quotes, its words or its address, in this order', () => {
    expect(read('"what')).toMatchObject({
      ok: false,
      says: expect.stringContaining('never closed') as string,
    });
    expect(read('PUT @n9')).toEqual({ ok: false, says: 'what?' });
    expect(read('GET @n9')).toMatchObject({
      ok: false,
      says: expect.stringContaining('no node n9') as string,
    });
  });
});
