/** What may be typed at a prompt of the Chord store, what is asked then, and what is said of lines that ask nothing. */
import { describe, expect, it } from 'vitest';
import { readChordConsole } from '../../../src/systems/chord/console.ts';
import { COMMANDS, LEAVE, usageOf } from '../../../src/systems/chord/grammar/commands.ts';
import { EXAMPLES } from '../../../src/systems/chord/grammar/here.ts';
import { readLineOfChord } from '../../../src/systems/chord/grammar/read.ts';

const nodes = ['n1', 'n2', 'n9'].map((id, index) => ({
  id,
  name: ['Alfa', 'Bravo', 'India'][index] as string,
  role: 'node',
  weight: 1,
}));
const members = [...nodes, { id: 'c1', name: 'c1', role: 'client', weight: 1 }];

/** What is asked of whom; or what is said, and how a program would end. */
function read(text: string, shell: readonly (readonly [string, string])[] = []) {
  const reading = readLineOfChord(text, members, shell as never);
  if (!reading.ok) return [reading.says, (reading.outcome?.value as { exit: number }).exit];
  const { client: _client, ...request } = reading.body as Record<string, unknown>;
  return { to: reading.to, ...request };
}
const said = (text: string): string => (read(text) as [string, number])[0];
const valueOf = (text: string): unknown => (read(text) as unknown as { body: unknown }).body;

describe('a command', () => {
  it('is a request to any node, or to the one that is named', () => {
    expect(read('get apple')).toEqual({ to: null, method: 'GET', path: '/kv/apple' });
    expect(read('get a/b @n2')).toEqual({ to: 'n2', method: 'GET', path: '/kv/a%2Fb' });
    expect(read("delete '東京 駅' @bravo")).toMatchObject({ to: 'n2', method: 'DELETE' });
    expect(read('lookup apple')).toEqual({ to: null, method: 'GET', path: '/chord/lookup/apple' });
    expect(read('ring')).toEqual({ to: null, method: 'GET', path: '/chord/neighbours' });
    for (const name of ['fingers', 'keys', 'neighbours']) {
      expect(read(name)).toEqual({ to: null, method: 'GET', path: `/chord/${name}` });
      for (const text of [`${name} n2`, `${name} Bravo`, `${name} @n2`])
        expect(read(text)).toMatchObject({ to: 'n2' });
    }
  });

  it('stores a value of JSON, in quotes or without', () => {
    expect(read(`put city '{"name":"東京"}'`)).toEqual({
      to: null,
      method: 'PUT',
      path: '/kv/city',
      body: '{"name":"東京"}',
    });
    const values = {
      '3': '3',
      '-1.5e3': '-1.5e3',
      true: 'true',
      null: 'null',
      '[1,2]': '[1,2]',
      '{"name":"東京"}': '{"name":"東京"}',
      '"text"': '"text"',
      [`'"two words"'`]: '"two words"',
      [`"{\\"a\\":1}"`]: '{"a":1}',
      [`'{"a": "it\\'s"}'`]: `{"a": "it's"}`,
      // As everywhere in a shell: its quotes are not part of the word.
      '"3"': '3',
      // Whether it is JSON at all the node says.
      '{a:1}': '{a:1}',
    };
    for (const [typed, value] of Object.entries(values)) expect(valueOf(`put k ${typed}`), typed).toBe(value);
    expect(valueOf("ITEM='[1, 2]' put k $ITEM")).toBe('[1, 2]');
  });

  it('names at the prompt who is not there', () => {
    const nobody = 'There is no node n7. Here are Alfa, Bravo, India.\nexit 1';
    for (const text of ['get a @n7', 'keys n7', 'join n7 n1', 'join n9 n7', 'http GET n7 /kv/a'])
      expect(read(text), text).toEqual([nobody, 1]);
    expect(read('join n9 Bravo')).toEqual({
      to: 'n9',
      method: 'POST',
      path: '/chord/join',
      body: '{"via":"n2"}',
    });
    expect(read('join @n9')).toEqual([`<node> is missing.\n${usageOf(COMMANDS.at(-1) as never)}\nexit 2`, 2]);
  });

  it('that is used wrongly says how it is used', () => {
    for (const spec of COMMANDS) {
      const many = `${spec.name}${' x'.repeat(spec.takes.length + 1)}`;
      expect(read(many), many).toEqual([`x is not expected here.\n${usageOf(spec)}\nexit 2`, 2]);
      if (spec.takes.some((one) => !one.startsWith('[')))
        expect(read(spec.name), spec.name).toEqual([
          `${spec.takes[0] ?? ''} is missing.\n${usageOf(spec)}\nexit 2`,
          2,
        ]);
    }
    expect(said('keys n1 @n2')).toContain('A node is named twice.');
    expect(said("get '\ud800'")).toContain('half a character');
    expect(said("get 'x")).toBe('The quote opened at column 5 is never closed.\nexit 2');
    expect(said('frobnicate')).toContain('There is no command frobnicate.');
    expect(said('@n1')).toContain('Type a command before the node');
    expect(read('')).toEqual(['', 0]);
  });

  it('of any other kind goes to one node as it is', () => {
    expect(read(`http PUT n2 /kv/a%2Fb '{"a": 1}'`)).toEqual({
      to: 'n2',
      method: 'PUT',
      path: '/kv/a%2Fb',
      body: '{"a": 1}',
    });
    expect(read('http PATCH n2 /kv/a')).toEqual({ to: 'n2', method: 'PATCH', path: '/kv/a' });
    for (const text of ['http', 'http GET n1', 'http get n1 /kv/a', 'http GET n1 /kv/a 1 2', 'http --help'])
      expect(said(text)).toContain('Usage: http');
  });
});

describe('help', () => {
  it('explains each command, with an example that can be typed', () => {
    for (const spec of [...COMMANDS, LEAVE]) {
      for (const text of [`${spec.name} --help`, `${spec.name} -h`, `help ${spec.name}`])
        expect(read(text)).toEqual([`${spec.says}\n${usageOf(spec)}\nFor example: ${spec.example}`, 0]);
      expect(said('help')).toContain(`${[spec.name, ...spec.takes].join(' ')} `);
    }
    for (const example of [...EXAMPLES, ...COMMANDS.map(({ example: one }) => one)])
      expect(read(example), example).toHaveProperty('method');
    for (const text of ['help', '--help', '-h', 'help me']) expect(read(text)).toEqual([said('help'), 0]);
  });
});

describe('the console', () => {
  const present = nodes.map((node) => ({ ...node, status: 'up' as const }));
  const act = (text: string) => readChordConsole(text, present);

  it('takes leave for what it calls REMOVE, and all else for what it is', () => {
    for (const text of ['leave n2', 'leave Bravo', 'LEAVE n2', 'leave @n2', 'REMOVE n2'])
      expect(act(text), text).toEqual({ ok: true, act: { do: 'remove', node: 'n2' }, says: 'Bravo leaves.' });
    expect(act('leave n7')).toMatchObject({
      ok: false,
      says: expect.stringContaining('There is no node n7'),
    });
    expect(act('KILL n1')).toMatchObject({ ok: true, act: { do: 'kill', node: 'n1' } });
    expect(act('REMOVE')).toMatchObject({ ok: false });
  });

  it('leaves to the client what it does not do', () => {
    for (const text of ['leave', 'leave --help', 'leave n1 n2', 'get apple', "put k '", ''])
      expect(act(text), text).toBeNull();
    expect(read('leave')).toEqual(['Usage: leave <node>\nexit 2', 2]);
  });
});
