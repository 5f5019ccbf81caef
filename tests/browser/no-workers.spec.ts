/** A browser that cannot run Workers is told so on the page, not in the console. */
import { expect, test } from './support/lab.ts';

test('no Workers at all', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'Worker');
  });
  await page.goto('./');
  await expect(page.getByText(/cannot run workers/i)).toBeVisible();
  // What would stand here, as a picture.
  await expect(page.locator('main svg path.alive')).toHaveCount(6);
  // And the lessons can be read.
  await page.getByRole('button', { name: 'Read the lessons' }).click();
  await page.getByRole('button', { name: 'Pull one node off the ring. What can still be read?' }).click();
  await expect(page.getByRole('heading', { name: 'The copies were already there' })).toBeVisible();
});

test('a policy that blocks them', async ({ page }) => {
  await page.route('**/workers/*', (route) => route.abort());
  await page.goto('./');
  await expect(page.getByText(/cannot run workers|could not be started/i).first()).toBeVisible();
});
