/** S2-03, S2-04, S2-05, S2-06: the nodes of a Chord store as web servers, seen from outside of the cluster. */
import { expect, test } from 'vitest';
import { localLab } from '../support/lab.ts';
import { siteOf, type Site } from './site.ts';

async function openChord(more: Readonly<Record<string, unknown>> = {}): Promise<Site> {
  let wall = 0;
  const lab = localLab(() => (wall += 0.001));
  expect(await lab.open({ text: JSON.stringify({ version: 1, system: 'chord', ...more }) })).toEqual({
    ok: true,
  });
  const site = siteOf(lab);
  await site.pass(1_000);
  return site;
}

/** Status and body of a request with this very text. */
async function ask(site: Site, method: string, path: string, text?: string): Promise<[number, string]> {
  const { status, text: said } = await site.send(method, `net/${path}`, text);
  return [status, said];
}

test('what is put at one node is read at every other, and its text comes back as it was', async () => {
  const site = await openChord();
  const values = [
    '{"a":[1,null,"日本"]}',
    '"x"',
    '3',
    'null',
    ' { "a" : 1.50,  "it\'s": "$HOME `\\\\` \\"q\\"" } ',
  ];
  for (const [place, value] of values.entries()) {
    expect(await ask(site, 'PUT', `n1/kv/k${place}`, value)).toEqual([201, '{"version":1}']);
    for (const node of ['n1', 'n4', 'n8'])
      expect(await ask(site, 'GET', `${node}/kv/k${place}`)).toEqual([200, value]);
  }
  expect(await ask(site, 'PUT', 'n5/kv/k2', '4')).toEqual([200, '{"version":2}']);
  expect(await ask(site, 'DELETE', 'n6/kv/k2')).toEqual([200, '{"version":3}']);
  expect((await ask(site, 'GET', 'n7/kv/k2'))[0]).toBe(404);
  expect((await ask(site, 'DELETE', 'n7/kv/k2'))[0]).toBe(404);
  expect(await ask(site, 'PUT', 'n7/kv/k2', '5')).toEqual([201, '{"version":4}']);
});

test('keys are percent-encoded: Unicode, slashes, blanks, quotes', async () => {
  const site = await openChord();
  for (const key of ['東京', 'a/b', 'a b', "it's", '"$x"', '🍎', '%', '-']) {
    const path = `kv/${encodeURIComponent(key)}`;
    expect((await ask(site, 'PUT', `n2/${path}`, JSON.stringify(key)))[0], key).toBe(201);
    expect(await ask(site, 'GET', `n3/${path}`)).toEqual([200, JSON.stringify(key)]);
    const { body } = await site.call('GET', `net/n4/chord/lookup/${encodeURIComponent(key)}`);
    expect(body).toMatchObject({ key, owner: expect.stringMatching(/^n[1-8]$/) });
  }
});

test('each wrong request has its status, and changes nothing', async () => {
  const site = await openChord();
  const error = async (method: string, path: string, text?: string): Promise<[number, unknown]> => {
    const { status, body } = await site.send(method, `net/${path}`, text);
    return [status, (body as { error: string }).error];
  };
  for (const text of [undefined, '{a:1}', 'NaN', "'x'"])
    expect(await error('PUT', 'n1/kv/k', text)).toEqual([400, 'InvalidJson']);
  for (const method of ['GET', 'DELETE']) expect(await error(method, 'n1/kv/')).toEqual([400, 'EmptyKey']);
  expect(await error('GET', 'n1/kv')).toEqual([400, 'EmptyKey']);
  expect(await error('PUT', 'n1/kv/', '1')).toEqual([400, 'EmptyKey']);
  expect(await error('PUT', `n1/kv/${'x'.repeat(257)}`, '1')).toEqual([414, 'KeyTooLong']);
  expect((await ask(site, 'PUT', `n1/kv/${'x'.repeat(256)}`, '1'))[0]).toBe(201);
  const text = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`;
  expect(await error('PUT', 'n1/kv/k', text(1_000_001))).toEqual([413, 'ValueTooLarge']);
  expect((await ask(site, 'PUT', 'n1/kv/k', text(1_100_000)))[0]).toBe(413);
  for (const method of ['POST', 'PATCH', 'OPTIONS'])
    expect(await error(method, 'n1/kv/k', '1')).toEqual([405, 'MethodNotAllowed']);
  expect(await error('GET', 'n1/nothing')).toEqual([404, 'UnknownPath']);
  expect(await error('GET', 'n1/kv/a/b')).toEqual([404, 'UnknownPath']);
  expect((await ask(site, 'GET', 'n9/kv/k'))[0]).toBe(502);
  expect((await ask(site, 'GET', 'n1'))[0]).toBe(404);
  expect((await ask(site, 'GET', 'n1/kv/k'))[0]).toBe(404);
});

test('a node shows its tables, and HEAD only what GET would say', async () => {
  const site = await openChord();
  const { body } = await site.call('GET', 'net/n3/chord/neighbours');
  expect(body).toMatchObject({ me: { id: 'n3' }, standing: 'member' });
  expect(body.successors).toHaveLength(3);
  expect((await site.call('GET', 'net/n3/chord/fingers')).body.bits).toBe(32);
  expect((await site.call('GET', 'net/n3/chord/keys')).body).toEqual({ keys: [] });
  expect(await site.call('HEAD', 'net/n3/chord/keys')).toMatchObject({ status: 200, text: '' });
});

test('where the owner’s answer does not come it is 504 and the write may have happened; a dead node says nothing', async () => {
  const site = await openChord();
  // Nothing that n4 says gets to n1: not its answers, and not what it is asked for directly.
  await site.act({ do: 'link', from: 'n4', to: 'n1', both: false, block: true });
  expect((await site.call('GET', 'net/n2/chord/lookup/apple')).body.owner).toBe('n4');
  const put = await site.call('PUT', 'net/n1/kv/apple', 1);
  expect([put.status, put.body.error]).toEqual([504, 'Timeout']);
  expect(put.body.message).toContain('may have happened');
  // As this one has.
  expect(await ask(site, 'GET', 'n2/kv/apple')).toEqual([200, '1']);
  await site.act({ do: 'kill', node: 'n4' });
  const dead = await site.call('GET', 'net/n4/kv/apple');
  expect([dead.status, dead.body.error]).toEqual([504, 'n4 did not answer in time: it may have happened.']);
});
