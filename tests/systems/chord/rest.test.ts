/** S2-03, S2-04, S2-05: what a request asks for, and how each wrong one is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_MAX, understand, VALUE_MAX } from '../../../src/systems/chord/rest.ts';
import { runs } from '../../support/scenarios.ts';

const ask = (method: string, path: string, body?: string) =>
  understand({ method, path, ...(body !== undefined && { body }) });
const put = (body?: string) => ask('PUT', '/kv/k', body);
const refusal = (method: string, path: string, body?: string) => {
  const asked = ask(method, path, body);
  return asked.is === 'refused' ? [asked.status, asked.error] : asked;
};

describe('a key', () => {
  it('is put, read, deleted and looked up', () => {
    expect(ask('PUT', '/kv/apple', '1')).toEqual({ is: 'put', key: 'apple', value: '1' });
    expect(ask('GET', '/kv/apple')).toEqual({ is: 'get', key: 'apple' });
    expect(ask('DELETE', '/kv/apple')).toEqual({ is: 'delete', key: 'apple' });
    expect(ask('GET', '/chord/lookup/apple')).toEqual({ is: 'lookup', key: 'apple' });
  });

  it('may be any text, percent-encoded: Unicode, slashes, blanks', () => {
    for (const key of ['東京', 'a/b', 'a b', '?', '%', '..', '🍎', 'a%2Fb'])
      expect(ask('GET', `/kv/${encodeURIComponent(key)}`)).toEqual({ is: 'get', key });
    expect(ask('GET', '/kv/東京')).toEqual({ is: 'get', key: '東京' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }), (key) => {
        expect(ask('GET', `/kv/${encodeURIComponent(key)}`)).toEqual({ is: 'get', key });
      }),
      runs(100),
    );
  });

  it('is neither empty nor above 256 bytes of UTF-8', () => {
    for (const path of ['/kv', '/kv/', '/chord/lookup', '/chord/lookup/'])
      expect(refusal('GET', path), path).toEqual([400, 'EmptyKey']);
    const fits = ['x'.repeat(KEY_MAX), 'é'.repeat(KEY_MAX / 2), '京'.repeat(85), '🍎'.repeat(64)];
    for (const key of fits) {
      expect(ask('GET', `/kv/${encodeURIComponent(key)}`)).toEqual({ is: 'get', key });
      expect(refusal('PUT', `/kv/${encodeURIComponent(`${key}京`)}`, '1')).toEqual([414, 'KeyTooLong']);
    }
  });

  it('that is not properly encoded is refused', () => {
    for (const path of ['/kv/%', '/kv/%zz', '/kv/%e6%9d', '/kv/\ud800'])
      expect(refusal('GET', path), path).toEqual([400, 'BadRequest']);
  });
});

describe('a value', () => {
  it('is any JSON text, and stays as it came', () => {
    const texts = [
      '{"a":[1,null,"日本"]}',
      '"x"',
      '3',
      'null',
      ' { "a" : 1.50 } ',
      '"\\ud800"',
      '1e999',
      '{"a":1,"a":2}',
    ];
    for (const value of texts) expect(put(value)).toEqual({ is: 'put', key: 'k', value });
    fc.assert(
      fc.property(fc.json(), (value) => {
        expect(put(value)).toEqual({ is: 'put', key: 'k', value });
      }),
      runs(100),
    );
  });

  it('that is no JSON is refused, and an absent one', () => {
    const texts = [
      undefined,
      '',
      ' ',
      '{a:1}',
      'NaN',
      "'x'",
      'undefined',
      '01',
      '[1,]',
      '{"a":1}}',
      '\ufeff1',
      '"\ud800"',
    ];
    for (const text of texts)
      expect(refusal('PUT', '/kv/k', text), String(text)).toEqual([400, 'InvalidJson']);
  });

  it('has no more than a million bytes of UTF-8, and is not too deep for any engine', () => {
    const text = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`;
    expect(put(text(VALUE_MAX)).is).toBe('put');
    expect(refusal('PUT', '/kv/k', text(VALUE_MAX + 1))).toEqual([413, 'ValueTooLarge']);
    expect(refusal('PUT', '/kv/k', `"${'京'.repeat(333_334)}"`)).toEqual([413, 'ValueTooLarge']);
    expect(put(`"${'京'.repeat(333_332)}"`).is).toBe('put');
    const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(put(nested(500)).is).toBe('put');
    expect(refusal('PUT', '/kv/k', nested(501))).toEqual([400, 'InvalidJson']);
    expect(refusal('PUT', '/kv/k', nested(400_000))).toEqual([400, 'InvalidJson']);
  });
});

describe('a path', () => {
  it('shows what a node knows', () => {
    for (const is of ['neighbours', 'fingers', 'keys']) expect(ask('GET', `/chord/${is}`)).toEqual({ is });
  });

  it('that nobody knows is not there', () => {
    const paths = [
      '',
      '/',
      '/kvs/a',
      '/kv/a/b',
      '/kv/a/',
      '/chord',
      '/chord/leave',
      '/status',
      '/chord/lookup/a/b',
      '/replicas',
    ];
    for (const path of paths) expect(refusal('GET', path), path).toEqual([404, 'UnknownPath']);
  });

  it('takes its methods and no other, and names them', () => {
    for (const method of ['POST', 'PATCH', 'HEAD', 'get', 'toString'])
      expect(ask(method, '/kv/a', '1')).toMatchObject({
        is: 'refused',
        status: 405,
        error: 'MethodNotAllowed',
        message: `/kv/a takes PUT, GET, DELETE, and not ${method}.`,
      });
    for (const path of ['lookup/a', 'neighbours', 'fingers', 'keys'])
      expect(refusal('PUT', `/chord/${path}`, '1')).toEqual([405, 'MethodNotAllowed']);
    expect(refusal('GET', '/chord/join')).toEqual([405, 'MethodNotAllowed']);
  });

  it('to join says through whom', () => {
    expect(ask('POST', '/chord/join', '{"via":"n3"}')).toEqual({ is: 'join', through: 'n3' });
    for (const body of ['{}', '{"via":""}', '{"via":3}', 'null', '"n3"', '[]'])
      expect(refusal('POST', '/chord/join', body), body).toEqual([400, 'BadRequest']);
    expect(refusal('POST', '/chord/join', 'n3')).toEqual([400, 'InvalidJson']);
  });
});

it('whatever is sent is understood or refused', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), fc.string(), (request, path, body) => {
      expect(understand(request as never).is).toBe('refused');
      expect(typeof understand({ method: 'PUT', path: `/${path}`, body }).is).toBe('string');
    }),
    runs(200),
  );
});
