/** Lessons as pages of their own: read without a script, seen in previews, and the way from them to a living ring. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { expect, test } from './support/lab.ts';
import { lessonNamed, patience } from './support/learner.ts';

const DIST = new URL('../../dist/', import.meta.url);
const lesson = lessonNamed('01-copies-already-there');
const japanese = lessonNamed('01-copies-already-there', 'ja');

test('a lesson has a real path, with all that it says and the ring at its first stop, without a script', async ({
  page,
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const paper = await context.newPage();
  await paper.goto('./lessons/');
  await paper.getByRole('link', { name: lesson.question }).click();
  await expect(paper.getByRole('heading', { level: 1 })).toHaveText(lesson.question);
  for (const { title } of lesson.steps)
    await expect(paper.getByRole('heading', { name: title, exact: true })).toBeVisible();
  // As it was played: one node is gone, nobody has noticed, its keys have nobody who answers.
  await expect(paper.getByRole('img')).toHaveAccessibleName(
    'A ring of 6 nodes, 5 of which run. 21 of 26 keys can be read.',
  );
  await expect(paper.locator('svg path.ghost')).toHaveCount(1);
  await expect(paper.getByText('21/26')).toBeVisible();
  // What comes of it is folded away, and unfolds without a script too.
  const because = paper.getByText(lesson.steps[0]?.prediction?.because ?? '?');
  await expect(because).toBeHidden();
  await paper.getByText('What happens').first().click();
  await expect(because).toBeVisible();
  const meta = async (property: string): Promise<string | null> =>
    paper.locator(`meta[property="${property}"]`).getAttribute('content');
  expect(await meta('og:title')).toBe(lesson.question);
  expect(await meta('og:description')).toBe(lesson.outcome.says);
  const image = new URL((await meta('og:image')) ?? '?', paper.url());
  const file = new URL(image.pathname.replace(/^\//, ''), DIST);
  expect(readFileSync(file).subarray(1, 4).toString('latin1')).toBe('PNG');
  await paper.getByRole('link', { name: '日本語' }).click();
  await expect(paper.getByRole('heading', { level: 1 })).toHaveText(japanese.question);
  await expect(paper.locator('html')).toHaveAttribute('lang', 'ja');
  await context.close();

  await page.goto(`./lessons/${lesson.id}/`);
  await expectAccessible(page);
  await expectNothingWider(page);
  await page.getByRole('link', { name: 'Open this lesson on a live ring' }).first().click();
  await expect(page.getByRole('heading', { name: lesson.steps[0]?.title ?? '?' })).toBeVisible(patience);
  // Whoever has the page has the lessons: nobody is made to load these pages too.
  const worker = readFileSync(new URL('service-worker.js', DIST), 'utf8');
  expect(worker).not.toContain(`lessons/${lesson.id}`);
  expect(existsSync(fileURLToPath(new URL(`lessons/${lesson.id}/index.html`, DIST)))).toBe(true);
});
