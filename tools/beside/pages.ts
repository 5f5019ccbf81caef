/**
 * Every lesson as a page of its own, which needs no script: for readers, for search, and for whoever is sent a link and sees its preview. Made by the
 * components of the page itself, so a lesson has one way from its file to what is read.
 */
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import baseStyles from '../../src/views/base.css?raw';
import tokenStyles from '../../src/views/tokens.css?raw';
import paperStyles from '../../src/views/paper/paper.css?raw';
import { lessonsIn, loadLesson, FIRST_LANGUAGE } from '../../src/lessons/index.ts';
import type { Lesson } from '../../src/lessons/types.ts';
import { sketches } from '../../src/systems/registry.ts';
import LessonPage from '../../src/views/paper/LessonPage.svelte';
import ListPage from '../../src/views/paper/ListPage.svelte';
import { lesson as english } from '../../src/views/words/en/lesson.ts';
import { paper as englishPaper } from '../../src/views/words/en/paper.ts';
import { lesson as japanese } from '../../src/views/words/ja/lesson.ts';
import { paper as japanesePaper } from '../../src/views/words/ja/paper.ts';
import type { PanelWords, PaperWords } from '../../src/views/words/types.ts';
import { document, Styles } from './document.ts';
import type { WrittenFile } from './index.ts';
import { momentOf, type PictureMoment } from './moment.ts';
import { ringPng } from './picture.ts';

interface Tongue {
  readonly tag: string;
  readonly words: PaperWords;
  readonly says: PanelWords['lesson'];
}

const TONGUES: readonly Tongue[] = [
  { tag: FIRST_LANGUAGE, words: englishPaper, says: english },
  { tag: 'ja', words: japanesePaper, says: japanese },
];

/** `lessons/ID/` in the first language, `lessons/ja/ID/` in another; an address for search and previews, where it is known. */
export async function lessonPages(address: string | null): Promise<readonly WrittenFile[]> {
  const styles = new Styles([tokenStyles, baseStyles, paperStyles]);
  const read = await Promise.all(
    TONGUES.map(async (tongue) => ({ ...tongue, lessons: await lessonsOf(tongue) })),
  );
  const files: WrittenFile[] = [];
  const have = (id: string): readonly Tongue[] =>
    read.filter(({ lessons }) => lessons.some((lesson) => lesson.id === id));
  for (const { lessons, ...tongue } of read) {
    const folder = folderOf(tongue);
    const up = '../'.repeat(depthOf(folder));
    files.push({ path: `${folder}index.html`, content: list(tongue, lessons, read, styles, address) });
    for (const lesson of lessons) {
      const moment = await momentOf(lesson);
      const path = `${folder}${lesson.id}/`;
      const links = {
        live: `../${up}${liveOf(tongue)}#lesson=${lesson.id}`,
        all: '../',
        others: othersOf(tongue, have(lesson.id), (other) => `../${up}${folderOf(other)}${lesson.id}/`),
      };
      const title = titleOf(moment, tongue.words);
      const { body, head } = rendered(LessonPage, {
        lesson,
        moment,
        title,
        links,
        words: tongue.words,
        says: tongue.says,
      });
      const content = document({
        ...{
          language: tongue.tag,
          title: lesson.question,
          description: lesson.outcome.says,
          body,
          head,
          styles,
        },
        ...{ stylesheet: `../${up}lessons/pages.css`, picture: { path: 'ring.png', says: title } },
        address: address === null ? null : address + path,
      });
      files.push(
        { path: `${path}index.html`, content },
        { path: `${path}ring.png`, content: ringPng(moment) },
      );
    }
  }
  return [...files, { path: 'lessons/pages.css', content: styles.text }];
}

function list(
  tongue: Tongue,
  lessons: readonly Lesson[],
  all: readonly Tongue[],
  styles: Styles,
  address: string | null,
): string {
  const { words, tag } = tongue;
  const folder = folderOf(tongue);
  const up = '../'.repeat(depthOf(folder));
  const others = othersOf(tongue, all, (other) => up + folderOf(other));
  const { body, head } = rendered(ListPage, { lessons, words, live: up + liveOf(tongue), others });
  return document({
    ...{ language: tag, title: words.lessons, description: words.lead, body, head, styles, picture: null },
    stylesheet: `${up}lessons/pages.css`,
    address: address === null ? null : address + folder,
  });
}

async function lessonsOf({ tag }: Tongue): Promise<readonly Lesson[]> {
  const listed = await lessonsIn(tag);
  return Promise.all(
    listed.map(async ({ name }) => {
      const found = await loadLesson(tag, name, sketches);
      if (found.ok) return found.lesson;
      throw new Error(
        found.faults.map(({ line, says }) => `lessons/${tag}/${name}.md:${line}: ${says}`).join('\n'),
      );
    }),
  );
}

const folderOf = ({ tag }: Tongue): string => (tag === FIRST_LANGUAGE ? 'lessons/' : `lessons/${tag}/`);
const depthOf = (folder: string): number => folder.split('/').length - 1;
const liveOf = ({ tag }: Tongue): string => (tag === FIRST_LANGUAGE ? '' : `?lang=${tag}`);

function othersOf(tongue: Tongue, have: readonly Tongue[], hrefOf: (other: Tongue) => string) {
  return have
    .filter(({ tag }) => tag !== tongue.tag)
    .map((other) => ({ name: other.words.other, tag: other.tag, href: hrefOf(other) }));
}

/** What is on the picture, told from the same facts. */
function titleOf({ picture, scene }: PictureMoment, words: PaperWords): string {
  const nodes = picture.nodes.filter(({ isClient, status }) => !isClient && status !== 'removed');
  const ring = words.ring(nodes.filter(({ status }) => status === 'up').length, nodes.length);
  const readout = scene?.readout ?? null;
  return readout === null ? ring : `${ring} ${words.keys(readout.readable, readout.all)}`;
}

function rendered<Props extends Record<string, unknown>>(
  component: Component<Props>,
  props: Props,
): { readonly body: string; readonly head: string } {
  const { body, head } = render(component as Component, { props });
  return { body, head };
}
