/** Every card of the gallery: a whole scenario, a question that the run itself answers, the same words in every language, and the history that it was made with. */
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import { Operations } from '../../../src/history/operations.ts';
import type { Facts } from '../../../src/kernel/facts.ts';
import { insideOf } from '../../../src/lab/inside.ts';
import { compareWithMade } from '../../../src/lab/made.ts';
import { readScenario } from '../../../src/scenario/index.ts';
import { readDoor, type Door } from '../../../src/share/door.ts';
import { sketches, systemOf } from '../../../src/systems/registry.ts';
import { cardsFor, type Card } from '../../../src/views/gallery/cards.ts';
import { LESSON, OWN, starters } from '../../../src/views/starters.ts';
import { judgedBy } from '../../../src/views/share/judging.ts';
import { build, type Run, type ScenarioFile } from '../../support/cluster.ts';
import { isUpdating } from '../../support/golden.ts';

/** Ends what hangs, and is no assertion of time. */
const PATIENCE = 120_000;
const fileOf = (id: string): URL => new URL(`../../../scenarios/${id}.json`, import.meta.url);
const doorOf = ({ text }: Card): Door => readDoor((JSON.parse(text) as { about: unknown }).about).door;

const cards = await cardsFor('en');
const japanese = await cardsFor('ja');

it('there are enough of them, each with its own id, title and question, of every system', () => {
  expect(cards.length).toBeGreaterThanOrEqual(16);
  for (const part of ['id', 'title', 'question'] as const)
    expect(new Set(cards.map((card) => card[part])).size).toBe(cards.length);
  // What is open is known by these.
  for (const taken of [OWN, LESSON, ...starters.map(({ id }) => id)])
    expect(cards.map(({ id }) => id)).not.toContain(taken);
  expect(new Set(cards.map(({ system }) => system))).toEqual(
    new Set(['cache', 'tables', 'chord', 'echo', 'counter', 'relay']),
  );
  expect(cards.slice(0, 2).map(({ opens }) => opens)).toEqual(['tour', 'shop']);
});

describe.each(cards)('$id', (card) => {
  const door = doorOf(card);

  it('is a scenario without a fault, and nothing of what stands before it is left out', () => {
    expect(readScenario(card.text, sketches)).toMatchObject({ ok: true });
    expect(readDoor((JSON.parse(card.text) as { about: unknown }).about).says).toEqual([]);
    expect(card.question).toMatch(/\?( |$)/);
    // Whoever has not answered has seen nothing of the answer.
    const script = readScenario(card.text, sketches);
    const acts = script.ok ? script.scenario.script : [];
    expect(acts.some(({ at, do: verb }) => at <= door.at && verb === 'kill')).toBe(false);
  });

  it('says as much in Japanese, and runs as it does in English', () => {
    const other = japanese.find(({ id }) => id === card.id) as Card;
    const theirs = doorOf(other);
    const [here, there] = [JSON.parse(card.text), JSON.parse(other.text)] as [ScenarioFile, ScenarioFile];
    expect({ ...there, about: null }).toEqual({ ...here, about: null });
    expect(other.question).not.toBe(card.question);
    expect(other.title).not.toBe(card.title);
    expect(bare(theirs)).toEqual(bare(door));
    const says = (one: Door): string[] => [
      ...(one.answers?.kind === 'choices' ? one.answers.choices.map((choice) => choice.says) : []),
      ...one.notes.map((note) => note.says),
    ];
    const [mine, others] = [says(door), says(theirs)];
    // A number reads the same.
    for (const [place, text] of mine.entries()) if (!/^\d/.test(text)) expect(others[place]).not.toBe(text);
    expect(others.every((text) => text !== '')).toBe(true);
  });
});

/** Without words. */
function bare({ answers, notes, question: _, ...rest }: Door): unknown {
  return {
    ...rest,
    answers: answers?.kind === 'choices' && answers.choices.map(({ holds }) => holds),
    notes: notes.map(({ at, node }) => ({ at, node })),
  };
}

describe.each(cards)('the run of $id', (card) => {
  const door = doorOf(card);
  const { answers } = door;
  const events: HistoryEvent[] = [];
  let run: Run;
  let before: Facts | null = null;
  let seen: ReadonlyMap<unknown, boolean> = new Map();

  beforeAll(async () => {
    const file = JSON.parse(card.text) as ScenarioFile;
    run = build(file, { level: 'messages', hear: (event) => events.push(event) });
    const { cluster, scenario } = run;
    const overview = await systemOf(scenario.system).overview?.();
    const facts = async (): Promise<Facts | null> => overview?.(await insideOf(cluster)) ?? null;
    await cluster.boot();
    await cluster.advanceTo(door.at);
    before = await facts();
    if (answers !== null) {
      const at = door.at + answers.wait;
      await cluster.advanceTo(at);
      const operations = new Operations();
      operations.record(events);
      const all = { at, events, operations: operations.sorted(), checks: [], facts: await facts(), before };
      seen = judgedBy(all, answers, []);
    }
    await cluster.advanceTo(scenario.until);
  }, PATIENCE);

  // The tour and the shop ask nothing that a run could answer.
  if (answers !== null)
    it('answers its question: exactly one of the choices comes true', () => {
      const choices = answers?.kind === 'choices' ? answers.choices : [];
      // Each of them can be judged.
      expect(seen.size).toBe(choices.length);
      expect([...seen.values()].filter((isTrue) => isTrue)).toHaveLength(1);
    });

  it('comes out as it was made', () => {
    const { scenario, cluster } = run;
    if (isUpdating) keep(card.id, scenario.system, cluster.fingerprint);
    else expect(compareWithMade(scenario, cluster.fingerprint)).toBe('equal');
  });
});

/** Only the two figures change; how the file is laid out is its writer's. */
function keep(id: string, system: string, fingerprint: string): void {
  const text = readFileSync(fileOf(id), 'utf8')
    .replace(/("editions": \{\s*"[a-z]+": )\d+/, `$1${systemOf(system).edition}`)
    .replace(/("fingerprint": ")[0-9a-f]{64}/, `$1${fingerprint}`);
  writeFileSync(fileOf(id), text);
}
