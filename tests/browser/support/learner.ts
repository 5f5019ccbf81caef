/**
 * Somebody who goes through a lesson and knows the way: does what the lesson's own file says solves it, with a mouse, a finger or the keys alone, and
 * never through the lab. That the acts solve it is shown without a browser; here it is shown that a person can do them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { readLesson } from '../../../src/lessons/read.ts';
import type { Lesson, LessonAct, Step } from '../../../src/lessons/types.ts';
import { sketches } from '../../../src/systems/registry.ts';
import { en } from '../../../src/views/words/en/index.ts';
import { panels } from '../../../src/views/words/en/panels.ts';
import type { Words } from '../../../src/views/words/types.ts';
import { frameOf } from './lab.ts';

export type Hands = 'mouse' | 'keys' | 'touch';

/** However busy the machine is. */
export const patience = { timeout: 60_000 };

export function lessonNamed(name: string, language = 'en'): Lesson {
  const read = readLesson(readFileSync(`lessons/${language}/${name}.md`, 'utf8'), language, sketches);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.lesson;
}

export const lessonCount = readdirSync('lessons/en').length;

export class Learner {
  readonly page: Page;
  readonly lesson: Lesson;
  readonly hands: Hands;
  readonly words: Words;

  constructor(page: Page, lesson: Lesson, hands: Hands, words: Words = { ...en, ...panels }) {
    this.page = page;
    this.lesson = lesson;
    this.hands = hands;
    this.words = words;
  }

  get panel() {
    return this.page.getByRole('region', { name: this.words.lesson.title });
  }

  button(name: string) {
    return this.panel.getByRole('button', { name, exact: true });
  }

  /** What is done now, and nothing before it. */
  async expectStep(step: Step): Promise<void> {
    await expect(this.panel.getByRole('heading', { name: step.title })).toBeVisible(patience);
    // A step may bring a cluster of its own.
    await expect(this.panel.locator('[aria-busy="true"]')).toHaveCount(0, patience);
  }

  async press(name: string): Promise<void> {
    const button = this.button(name);
    await expect(button).toBeEnabled(patience);
    if (this.hands === 'mouse') return button.click();
    if (this.hands === 'touch') return button.tap();
    await button.focus();
    await this.page.keyboard.press('Enter');
  }

  /** Through the whole lesson; `guess` is the place of what is guessed. A transfer may be skipped by anybody. */
  async goThrough({ guess = 0, skipsTransfer = false } = {}): Promise<void> {
    for (const step of this.lesson.steps) {
      await this.expectStep(step);
      if (skipsTransfer && step.isTransfer) {
        await this.press(this.words.lesson.skip);
        continue;
      }
      await this.doStep(step, guess);
      await this.press(this.words.lesson.next);
    }
    await expect(this.panel.getByRole('heading', { name: this.words.lesson.recap })).toBeVisible(patience);
  }

  async doStep(step: Step, guess = 0): Promise<void> {
    if (step.prediction !== null) await this.guess(step, guess);
    if (step.task !== null) {
      await this.faster();
      await this.acts(step.task.solve);
      await this.letTimeRun();
    }
    if (step.explain !== null) {
      await this.panel.getByRole('textbox').fill('Because the others had it.');
      await this.press(this.words.lesson.compare);
      await expect(this.panel.getByText(this.words.lesson.oneAnswer)).toBeVisible();
    }
    await expect(this.button(this.words.lesson.next)).toBeVisible(patience);
  }

  async guess({ prediction }: Step, place: number): Promise<void> {
    const kind = prediction?.question.kind;
    if (kind === 'slider') {
      const slider = this.panel.getByRole('slider');
      await expect(slider).toBeVisible(patience);
      await slider.focus();
      await this.page.keyboard.press('ArrowRight');
    } else {
      const choice = this.panel.getByRole('radio').nth(place);
      await expect(choice).toBeVisible(patience);
      if (this.hands === 'keys') {
        await choice.focus();
        await this.page.keyboard.press(' ');
      } else await choice.check();
    }
    await this.press(this.words.lesson.sures[1] ?? '');
  }

  async acts(acts: readonly LessonAct[]): Promise<void> {
    for (const [place, act] of acts.entries()) {
      if (act.kind === 'wait') await this.wait(act.wait);
      else if (act.kind === 'turn') await this.turn(act.options);
      else {
        const next = acts[place + 1];
        // Several at once: time has to stand.
        if (next?.kind === 'do' && next.action['do'] === 'kill') await this.pause();
        await this.act(act.action);
      }
    }
  }

  async act(action: Readonly<Record<string, unknown>>): Promise<void> {
    const { page, hands } = this;
    switch (action['do']) {
      case 'kill': {
        const name = this.nameOf(String(action['node']));
        if (hands === 'keys') {
          await this.badge(name).focus();
          await page.keyboard.press('Delete');
        } else await this.pullOff(name);
        const stopped = this.words.nodeLabel(name, this.words.status.down);
        await expect(this.badge(name)).toHaveAccessibleName(stopped, patience);
        return;
      }
      case 'command':
        return this.type(String(action['text']));
      case 'restart':
        return this.type(`REVIVE ${this.nameOf(String(action['node']))}`);
      case 'link':
        if (action['clear'] !== true) throw new Error('nobody has learnt to hurt a link');
        return this.type(`MEND ${this.nameOf(String(action['from']))} ${this.nameOf(String(action['to']))}`);
      case 'partition':
        return this.rope((action['groups'] as readonly (readonly string[])[])[0] ?? []);
      case 'heal': {
        const untie = page.getByRole('button', { name: this.words.untie }).first();
        if (hands === 'keys') {
          await untie.focus();
          await page.keyboard.press('Enter');
        } else await untie.click();
        return;
      }
      case 'add': {
        await page.getByRole('button', { name: this.words.tools.node, exact: true }).click();
        await page.getByRole('textbox', { name: this.words.tools.nodeName }).fill(String(action['name']));
        await page.keyboard.press('Enter');
        return;
      }
      case 'remove': {
        const name = this.nameOf(String(action['node']));
        await page.getByRole('tab', { name: /^Nodes/ }).click();
        const row = page.getByRole('row', { name: new RegExp(`^${name}`) });
        await row.getByRole('button', { name: /^More that can be done/ }).click();
        await page.getByRole('button', { name: 'Remove…' }).click();
        await page.getByRole('button', { name: 'Remove', exact: true }).click();
        return;
      }
      default:
        throw new Error(`nobody has learnt to ${String(action['do'])}`);
    }
  }

  badge(name: string) {
    const begins = this.words.nodeLabel(name, '').trimEnd();
    return this.page.getByRole('button', { name: new RegExp(`^${begins}`) });
  }

  /** Of whoever stands in any of its clusters. */
  nameOf(id: string): string {
    const openings = [this.lesson, ...this.lesson.steps].flatMap(({ opening }) => opening ?? []);
    const everybody = openings.flatMap(({ scenario: { nodes, script } }) => [
      ...nodes,
      ...script.flatMap((action) => (action.do === 'add' ? [{ id: action.node, name: action.name }] : [])),
    ]);
    return everybody.find((node) => node.id === id)?.name ?? id;
  }

  async middleOf(name: string): Promise<{ x: number; y: number }> {
    const box = await this.badge(name).locator('.hit').boundingBox();
    if (box === null) throw new Error(`${name} is not on the ring`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Away from the middle of the ring. */
  async pullOff(name: string): Promise<void> {
    const { page, hands } = this;
    await this.badge(name).scrollIntoViewIfNeeded();
    const from = await this.middleOf(name);
    const centre = await page.locator('.centre').boundingBox();
    if (centre === null) throw new Error('the ring has no middle');
    const away = { x: from.x - (centre.x + centre.width / 2), y: from.y - (centre.y + centre.height / 2) };
    const by = (hands === 'touch' ? 60 : 110) / Math.hypot(away.x, away.y);
    const to = { x: from.x + away.x * by, y: from.y + away.y * by };
    const half = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    if (hands === 'touch') {
      const touch = await page.context().newCDPSession(page);
      const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', spot: typeof from | null) =>
        touch.send('Input.dispatchTouchEvent', { type, touchPoints: spot === null ? [] : [spot] });
      await send('touchStart', from);
      for (const spot of [half, to, to]) await send('touchMove', spot);
      await send('touchEnd', null);
      return;
    }
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(half.x, half.y, { steps: 3 });
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.mouse.up();
  }

  async rope(ids: readonly string[]): Promise<void> {
    const { page, hands } = this;
    const names = ids.map((id) => this.nameOf(id));
    if (hands === 'keys') {
      await this.badge(names[0] as string).focus();
      await page.keyboard.press('l');
      for (const name of names) {
        await this.badge(name).focus();
        await page.keyboard.press('Enter');
      }
      await page.keyboard.press('Shift+Enter');
      return;
    }
    await page.getByRole('button', { name: this.words.tools.lasso, exact: true }).click();
    for (const name of names) {
      const { x, y } = await this.middleOf(name);
      await page.mouse.click(x, y);
    }
    await page.getByRole('button', { name: this.words.tools.tie }).click();
  }

  /** Where the lesson offers to run it, there; else at the prompt. */
  async type(command: string): Promise<void> {
    const offered = this.panel.getByRole('button', { name: this.words.lesson.runs(command), exact: true });
    if (this.hands !== 'keys' && (await offered.isVisible())) {
      await expect(offered).toBeEnabled(patience);
      await offered.click();
      return;
    }
    const tab = this.page.getByRole('tab', { name: this.words.drawer.tabs.console });
    if ((await tab.getAttribute('aria-selected')) !== 'true') {
      await tab.focus();
      await this.page.keyboard.press('Enter');
    }
    const prompt = this.page.getByRole('textbox', { name: this.words.console.label });
    await prompt.fill(command);
    await prompt.press('Enter');
  }

  async turn(options: Readonly<Record<string, unknown>>): Promise<void> {
    for (const value of Object.values(options))
      await this.press(typeof value === 'string' ? value : JSON.stringify(value));
    await expect(this.panel.locator('[aria-busy="true"]')).toHaveCount(0, patience);
  }

  /** Nobody has to wait at a pace that is meant for reading. */
  async faster(): Promise<void> {
    if (this.hands === 'touch') return;
    const pace = this.page.getByRole('radio', { name: '1×', exact: true });
    if (this.hands === 'mouse') await this.page.locator('label', { has: pace }).click();
    else {
      await pace.focus();
      await this.page.keyboard.press(' ');
    }
  }

  async pause(): Promise<void> {
    const pause = this.page.getByRole('button', { name: this.words.time.pause, exact: true });
    if (await pause.isVisible()) await pause.click();
  }

  async wait(time: number): Promise<void> {
    const { at } = await frameOf(this.page);
    await expect(async () => {
      if ((await this.isDone()) || (await frameOf(this.page)).at >= at + time) return;
      await this.playOn();
      throw new Error('not yet');
    }).toPass({ timeout: patience.timeout, intervals: [100] });
  }

  /** Until the step is done: wherever time waits it is let go on. */
  async letTimeRun(): Promise<void> {
    await expect(async () => {
      if (await this.isDone()) return;
      await this.playOn();
      throw new Error('not yet');
    }).toPass({ timeout: patience.timeout, intervals: [100] });
  }

  async isDone(): Promise<boolean> {
    return this.button(this.words.lesson.next).isVisible();
  }

  async playOn(): Promise<void> {
    const play = this.button(this.words.lesson.play);
    if (await play.isVisible()) await play.click({ timeout: 2_000 }).catch(() => undefined);
  }
}
