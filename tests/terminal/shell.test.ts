import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShell, valueOf, type Variables } from '../../src/terminal/shell.ts';
import { runs } from '../support/scenarios.ts';

const words = (text: string, variables: Variables = []) => {
  const line = readShell(text, variables);
  return line.ok ? line.words.map((word) => word.text) : line.says;
};
const set = (text: string) => {
  const line = readShell(text, []);
  return line.ok ? line.variables : line.says;
};
const target = (text: string) => {
  const line = readShell(text, []);
  return line.ok ? line.target : line.says;
};

describe('words', () => {
  it('stand between blanks; quotes keep blanks together, and pieces without a blank are one word', () => {
    expect(words("put  'two words'\t\"and 'more'\" plain")).toEqual([
      'put',
      'two words',
      "and 'more'",
      'plain',
    ]);
    expect(words('a\'b c\'"d e"f\\ g')).toEqual(['ab cd ef g']);
    expect(words('\'\' ""')).toEqual(['', '']);
    expect(words('')).toEqual([]);
    // Only what a keyboard types as a blank.
    expect(words('a\u00a0b')).toEqual(['a\u00a0b']);
  });

  it('know an apostrophe in quotes of either kind by its backslash, and the way of other shells as well', () => {
    expect(words("'Don\\'t Stop Me Now'")).toEqual(["Don't Stop Me Now"]);
    expect(words('"Don\\\'t Stop Me Now"')).toEqual(["Don't Stop Me Now"]);
    expect(words("'Don'\\''t Stop Me Now'")).toEqual(["Don't Stop Me Now"]);
    expect(words('"Don\'t"')).toEqual(["Don't"]);
  });

  it('keep JSON as it is: in double quotes a backslash only stands before what it has to', () => {
    expect(words('"{\\"a\\": \\"b\\\\nc\\", \\"d\\": \\"\\u00e9\\n\\"}"')).toEqual([
      '{"a": "b\\nc", "d": "\\u00e9\\n"}',
    ]);
    expect(words('\'{"a": "b\\n"}\'')).toEqual(['{"a": "b\\n"}']);
  });

  it('go on where a line is continued, also where the ends of lines have been lost', () => {
    expect(words('get-item \\\n  --table-name Music \\\r\n  x')).toEqual([
      'get-item',
      '--table-name',
      'Music',
      'x',
    ]);
    expect(words('get-item \\   --table-name Music \\--sort-key x')).toEqual([
      'get-item',
      '--table-name',
      'Music',
      '--sort-key',
      'x',
    ]);
    expect(words('ab\\\ncd')).toEqual(['abcd']);
    expect(words('"ab\\\ncd"')).toEqual(['abcd']);
  });

  it('end where a remark begins, which is at the beginning of a word only', () => {
    expect(words('status # how is it?')).toEqual(['status']);
    expect(words('# nothing')).toEqual([]);
    expect(words("a#b '#c'")).toEqual(['a#b', '#c']);
  });

  it('that are copied with their prompt come without it', () => {
    expect(words('$ status')).toEqual(['status']);
    expect(words('echo $ 5$')).toEqual(['echo', '$', '5$']);
  });

  it('never get lost, however they are quoted', () => {
    const quoted = fc.string({
      unit: fc.constantFrom('a', ' ', '"', '$', '#', '@', '-', '\n', ';', '{', 'é'),
    });
    fc.assert(
      fc.property(fc.array(quoted, { maxLength: 6 }), (texts) => {
        expect(words(texts.map((text) => `'${text}'`).join(' '))).toEqual(texts);
      }),
      runs(300),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readShell(text, []);
      }),
      runs(300),
    );
  });
});

describe('variables', () => {
  it('are set before a command or alone, and stand for one word', () => {
    expect(set('ITEM=\'{"a b": 1}\'')).toEqual([['ITEM', '{"a b": 1}']]);
    expect(set('A=1 B="2 3" status')).toEqual([
      ['A', '1'],
      ['B', '2 3'],
    ]);
    expect(set('export A=1')).toEqual([['A', '1']]);
    expect(set('A=')).toEqual([['A', '']]);
    expect(words('A=1 status')).toEqual(['status']);
    expect(words('status A=1')).toEqual(['status', 'A=1']);
    expect(words("'A=1'")).toEqual(['A=1']);
    const known: Variables = [['ITEM', '{"a b": 1} \'x\'']];
    for (const text of ['"$ITEM"', '$ITEM', '${ITEM}', '"${ITEM}"'])
      expect(words(text, known)).toEqual([known[0]?.[1]]);
    expect(words('x"$ITEM"y\\$ITEM"\\$ITEM"\'$ITEM\'', [['ITEM', '1']])).toEqual(['x1y$ITEM$ITEM$ITEM']);
  });

  it('may be set on lines before the command, and be used in the next one', () => {
    const text = 'ITEM_1=\'{"Artist": "Queen"}\'\n# and now\nput-item --item-data "$ITEM_1"; B=2';
    expect(words(text)).toEqual(['put-item', '--item-data', '{"Artist": "Queen"}']);
    expect(set(text)).toEqual([
      ['ITEM_1', '{"Artist": "Queen"}'],
      ['B', '2'],
    ]);
    expect(set('A=1; A=2; B=$A')).toEqual([
      ['A', '2'],
      ['B', '2'],
    ]);
  });

  it('may have any name, and nothing comes of names that records know', () => {
    const line = readShell('__proto__=1 constructor=2', []);
    expect(line.ok && valueOf(line.variables, '__proto__')).toBe('1');
    expect(words('$toString')).toContain('There is no variable toString');
  });
});

describe('a node', () => {
  it('is addressed by an unquoted last word with an at sign', () => {
    expect(target('status @n2')).toBe('n2');
    expect(target("status '@n2'")).toBe(null);
    expect(target('status @n2 more')).toBe(null);
    expect(target('status @')).toBe(null);
    expect(words('status @n2')).toEqual(['status']);
  });
});

describe('a mistake', () => {
  it('is told with its column', () => {
    expect(words("put 'Let it")).toBe('The quote opened at column 5 is never closed.');
    expect(words('put "Let it\\"')).toBe('The quote opened at column 5 is never closed.');
    expect(words("A='1'\nput \"x")).toBe('The quote opened at line 2, column 5 is never closed.');
    expect(words('put "$ITEM"')).toBe(
      "There is no variable ITEM, which column 6 asks for. Type ITEM='…' first.",
    );
    expect(words('put ${ITEM')).toBe('The name of the variable at column 5 is never closed.');
    expect(words('status\nstatus')).toBe('One command at a time: type the second one after the answer.');
  });
});
