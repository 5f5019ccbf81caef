/** What lessons say, sentence by sentence, and the check beside each: the page that a reader of the course can go through with a pencil. */
import { says } from '../../../src/history/predicates/index.ts';
import type { Lesson, Step } from '../../../src/lessons/types.ts';
import type { Predicate } from '../../../src/scenario/index.ts';
import { languageOf, lessonFiles, lessonOf } from './files.ts';

const HEAD = `# What the lessons say, and the check beside each

Made by \`npm run claims\` from the lessons; do not edit. Each link in the words of a lesson leads to a check, and a number that is no part of a link
is refused, so this is everything that they claim. \`npm run lab -- lesson all\` looks whether it is so.

`;

export async function claimsText(): Promise<string> {
  const files = await lessonFiles();
  const parts: string[] = [];
  for (const file of files) parts.push(partOf(file, await lessonOf(file)));
  return HEAD + parts.join('\n');
}

interface Tied {
  readonly when: string;
  readonly holds: Predicate;
}

function partOf(file: string, lesson: Lesson): string {
  const checks = new Map(lesson.steps.flatMap((step) => tiesOf(step)));
  const names = new Map(
    lesson.steps
      .flatMap(({ opening }) => opening?.scenario.nodes ?? [])
      .concat(lesson.opening.scenario.nodes)
      .map(({ id, name }) => [id, name]),
  );
  const rows = lesson.said.map(({ id, text, line }) => {
    const { when, holds } = checks.get(id) as Tied;
    return `| ${cell(text)} | ${line} | \`${id}\` | ${when} | ${cell(says(holds, (node) => names.get(node) ?? node))} |`;
  });
  return [
    `## ${lesson.title} (${languageOf(file)})`,
    '',
    '| it says | line | check | looked at | that is |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function tiesOf({ id: step, task, claims }: Step): readonly (readonly [string, Tied])[] {
  const whens = { begin: 'as the step begins', solved: 'when it is solved', branch: 'on a branch' };
  return [
    ...(task?.checks ?? []).map(({ id, holds }) => [id, { when: `task of \`${step}\``, holds }] as const),
    ...claims.map(({ id, at, holds }) => [id, { when: `\`${step}\`, ${whens[at]}`, holds }] as const),
  ];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
