/** Lessons in the page, gone through as a person does: with the mouse, with a finger, with the keys alone. */
import type { Page } from '@playwright/test';
import { ja } from '../../src/views/words/ja/index.ts';
import { expectAccessible } from './support/audit.ts';
import { expect, openPage, test } from './support/lab.ts';
import { Learner, lessonNamed, patience, type Hands } from './support/learner.ts';

test.describe.configure({ timeout: 240_000 });
test.use({ actionTimeout: 30_000 });

async function begin(page: Page, name: string, hands: Hands = 'mouse'): Promise<Learner> {
  const lesson = lessonNamed(name);
  await page.goto(`./#lesson=${lesson.id}`);
  return new Learner(page, lesson, hands);
}

for (const name of [
  '01-copies-already-there',
  '02-keys-that-stay-at-home',
  '03-many-small-slices',
  '08-cut-the-network',
])
  test(`${name}, from its question to its title, with the mouse`, async ({ page }) => {
    const learner = await begin(page, name);
    await expect(page.getByRole('heading', { name: learner.lesson.question })).toBeVisible(patience);
    await learner.goThrough();
    await expect(page.getByRole('heading', { name: learner.lesson.title, level: 1 })).toBeVisible();
  });

for (const name of ['01-copies-already-there', '08-cut-the-network'])
  test(`${name} with the keys alone`, async ({ page }) => {
    const learner = await begin(page, name, 'keys');
    await learner.goThrough({ guess: 1 });
  });
