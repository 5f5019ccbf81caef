import { describe, expect, it } from 'vitest';
import { addressOf, findAddress, hostNameOf } from '../../../src/systems/tables/addresses.ts';

const members = [
  ...['n1', 'n2', 'n3', 'Golf', 'Hotel'].map((id, index) => ({
    id,
    name: ['Alfa', 'Bravo', 'Charlie', 'Golf', 'Hotel'][index] as string,
    role: 'node',
    weight: 1,
  })),
  { id: 'c1', name: 'c1', role: 'client', weight: 1 },
];
const found = (typed: string) => {
  const address = findAddress(members, typed);
  return address.ok ? address.id : address.says;
};

describe('addresses', () => {
  it('count up from 8100 by the number of the node, whoever else is there', () => {
    expect(['n1', 'n2', 'n3'].map((id) => addressOf(members, id))).toEqual([
      'localhost:8100',
      'localhost:8101',
      'localhost:8102',
    ]);
    expect(addressOf(members.slice(2), 'n3')).toBe('localhost:8102');
    expect(['Golf', 'Hotel'].map((id) => addressOf(members, id))).toEqual([
      'localhost:8200',
      'localhost:8201',
    ]);
    expect([hostNameOf('n1'), hostNameOf('n12'), hostNameOf('Golf')]).toEqual(['node0', 'node11', 'Golf']);
  });

  it('are found as they are written, and so are nodes by any of their names', () => {
    for (const typed of [
      'localhost:8101',
      '127.0.0.1:8101',
      ':8101',
      'http://localhost:8101/',
      'node1',
      'n2',
      'Bravo',
      'bravo',
    ])
      expect(found(typed), typed).toBe('n2');
    expect(found('localhost:8201')).toBe('Hotel');
  });

  it('where nobody is refuse the connection', () => {
    for (const typed of [
      'localhost:8103',
      'localhost:80',
      'elsewhere:8100',
      'localhost:',
      'c1:8100',
      'localhost:08100',
    ])
      expect(found(typed), typed).toBe(`${typed}: connection refused`);
    expect(found('Zulu')).toContain('There is no node Zulu');
    expect(found('c1')).toContain('There is no node c1');
  });
});
