import { expect, test } from 'vitest';
import { commandsIn } from '../../../src/views/lesson/commands-in.ts';

test('commands of either store can be run from the text; keys, numbers, names and options are none', () => {
  expect(commandsIn('Type `GET key:2`, then `KILL Alfa program`.')).toEqual([
    'GET key:2',
    'KILL Alfa program',
  ]);
  const put = `put-item Music '{"Artist": "Queen", "Year": 1975}' @Alfa`;
  expect(commandsIn(`Type \`${put}\` at \`localhost:8100\`, or \`status @Alfa\`.`)).toEqual([
    put,
    'status @Alfa',
  ]);
  expect(commandsIn('`http PUT localhost:8100 /tables/Music/items {}`')).toHaveLength(1);
  expect(commandsIn('Type `put pear 7`; `pear` is its.')).toEqual(['put pear 7']);
  expect(commandsIn('End with `visits` at `1`, by `--target-addr`, `@Alfa` or `put-item`.')).toEqual([]);
});
