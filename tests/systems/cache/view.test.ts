import { describe, expect, test } from 'vitest';
import { foundingView } from '../../../src/systems/cache/founding.ts';
import { actingAmong, majorityOf, type Standing, type View } from '../../../src/systems/cache/view.ts';

const members = ['n1', 'n2', 'n3', 'n4'].map((id) => ({ id, name: id, role: 'node', weight: 1 }));

function view(standings: Readonly<Record<string, Standing>>, followed: View['followed'] = {}): View {
  const founded = foundingView(members);
  return {
    ...founded,
    followed,
    members: founded.members.map((member) => ({ ...member, standing: standings[member.id] ?? 'up' })),
  };
}

describe('who acts for a key', () => {
  const owners = ['n1', 'n2', 'n3'];

  test('is its first owner', () => expect(actingAmong(view({}), owners)).toBe('n1'));

  test('is the copy that had followed furthest, when the first has fallen', () => {
    expect(actingAmong(view({ n1: 'down' }, { n1: { n2: 7, n3: 9 } }), owners)).toBe('n3');
  });

  test('is the next on the ring among those who had followed as far', () => {
    expect(actingAmong(view({ n1: 'down' }, { n1: { n2: 9, n3: 9 } }), owners)).toBe('n2');
    expect(actingAmong(view({ n1: 'down' }), owners)).toBe('n2');
  });

  test('follows from the one who acted last, when that one falls too', () => {
    const followed = { n1: { n2: 5, n3: 9 }, n3: { n2: 4 } };
    expect(actingAmong(view({ n1: 'down', n3: 'down' }, followed), owners)).toBe('n2');
  });

  test('is not one that has returned, while somebody else is up', () => {
    expect(actingAmong(view({ n1: 'catching' }, { n1: { n2: 9 } }), owners)).toBe('n2');
    expect(actingAmong(view({ n1: 'catching', n2: 'down', n3: 'down' }), owners)).toBe('n1');
  });

  test('is nobody when all owners are down', () => {
    expect(actingAmong(view({ n1: 'down', n2: 'down', n3: 'down' }), owners)).toBeNull();
    expect(actingAmong(view({}), [])).toBeNull();
  });
});

test('a majority counts the dead too', () => {
  expect(majorityOf(view({ n1: 'down', n2: 'down' }))).toBe(3);
});
