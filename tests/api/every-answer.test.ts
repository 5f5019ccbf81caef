/** Every answer that the table of routes promises is got from the router. None may be missing, none be too much. */
import { describe, expect, test } from 'vitest';
import { fieldsIn, named, promised } from './recipes.ts';
import { openSite } from './site.ts';

test('every promised answer has a recipe, and every recipe a promise', () => {
  expect([...named].sort()).toEqual(promised.map(({ name }) => name).sort());
});

describe.each(promised)('$name', ({ status, body, recipes }) => {
  test.each(recipes.map((recipe, index) => [index, recipe] as const))('%i', async (_, recipe) => {
    const site = await openSite(recipe.with);
    const answered = await recipe.get(site);
    expect(answered).toMatchObject({ status });
    expect(answered.headers.get('cache-control')).toBe('no-store');
    if (body === 'text')
      expect(answered.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    else expect(Object.keys(answered.body as object)).toEqual(expect.arrayContaining([...fieldsIn(body)]));
    if (status >= 400 && 'error' in (answered.body as object)) {
      const { error } = answered.body as { error: string };
      expect(error).not.toBe('');
    }
    await site.lab.dispose();
  });
});
