/** What the parser of YAML refuses, in this project's own words: its sentences speak of its insides, and change with its versions. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/^tab characters/, 'a tab cannot indent a line here: use spaces'],
  [/^duplicated mapping key/, 'this key stands here already'],
  [/^aliases exceeded/, 'an alias (*name) is not taken here: write out what it stands for'],
  [/^nesting exceeded/, 'this is nested too deep'],
  [/^expected a document/, 'the text is empty'],
  [/^expected a single document/, 'there is a second document behind "---", and only one is taken'],
  [/^(unknown .*tag|undeclared tag|.*tag )/, 'a tag (!name) is not taken here'],
  [/^object-based map/, 'a key is one word or text, no list and no map'],
  [/non-printable|valid JSON character/, 'a character here cannot be printed'],
  [/double quoted|single quoted/, 'a quote is opened and never closed'],
  [/flow collection/, 'a comma or a closing bracket is missing'],
  [/^bad indentation of a sequence/, 'the indentation of this list is wrong'],
  [/^bad indentation/, 'the indentation is wrong here, or a text with a colon needs quotes'],
  [/^deficient indentation/, 'this line should be indented, or a quote or a bracket above it is not closed'],
  [
    /^end of the stream or a document separator/,
    'this does not fit what stands above it: perhaps a colon with a space behind it is missing there',
  ],
  [
    /whitespace character is expected|expected ':'|block mapping entry/,
    'a colon with a space behind it is missing',
  ],
  [/escape|hexadecimal/, 'behind this backslash stands nothing that is known'],
  [/directive/, 'a line that begins with % is not taken here'],
];

export function reasonText(reason: string): string {
  return SAID.find(([pattern]) => pattern.test(reason))?.[1] ?? 'this is no YAML that can be read here';
}
