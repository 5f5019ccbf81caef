/** From a lesson's file to a lesson that may be shown without asking again, or to everything that is wrong with it, by line. */
import { namesIn } from '../scenario/predicate.ts';
import { isClientId, part } from '../scenario/parts.ts';
import type { Finding, Keys } from '../scenario/fault.ts';
import type { Json, Predicate, Scenario, SystemSketch } from '../scenario/index.ts';
import type * as v from 'valibot';
import { addedBy, faultsOfActs } from './acts.ts';
import { differing, openingOf, type Systems } from './opening.ts';
import { pointedAt } from './pointing.ts';
import { readBlock, type LinesOf } from './blocks.ts';
import { newProse, readProse, type Prose } from './prose.ts';
import * as schema from './schema.ts';
import { faultsOfWhole } from './whole.ts';
import { takeApart, type Block, type Section } from './source.ts';
import type {
  Box,
  Claim,
  Lesson,
  LessonAct,
  LessonFault,
  Opening,
  Prediction,
  Question,
  ReadLesson,
  Step,
  Task,
} from './types.ts';
import { readYaml } from './yaml.ts';

const WHY_WORDS = 20;
/** So many signs say as much as twenty words. */
const WHY_SIGNS = 70;
const RECAP = 'recap';

export function readLesson(text: string, language: string, systems: Systems): ReadLesson {
  const faults: LessonFault[] = [];
  const source = takeApart(text, faults);
  const reader = new LessonReader(language, systems, faults);
  const lesson = reader.read(source.head, source.scenario, source.sections);
  if (lesson === null || faults.length > 0)
    return { ok: false, faults: faults.toSorted((left, right) => left.line - right.line) };
  return { ok: true, lesson };
}

/** Whoever may be named where the reading has come to. */
interface Cast {
  readonly opening: Opening;
  readonly sketch: SystemSketch;
  /** With those who were added since the cluster was opened. */
  readonly scenario: Scenario;
}

class LessonReader {
  readonly #language: string;
  readonly #systems: Systems;
  readonly #faults: LessonFault[];
  readonly #prose: Prose;
  #raw: unknown = null;
  #cast: Cast | null = null;

  constructor(language: string, systems: Systems, faults: LessonFault[]) {
    this.#language = language;
    this.#systems = systems;
    this.#faults = faults;
    this.#prose = newProse(language, faults);
  }

  read(headBlock: Block | null, scenario: Block | null, sections: readonly Section[]): Lesson | null {
    const head = headBlock === null ? undefined : readBlock(schema.head, headBlock, this.#faults);
    if (scenario === null) this.#fault(1, 'a lesson needs one block "scenario" before its first step');
    const opening = scenario === null ? null : this.#openFirst(scenario, head?.begin ?? 0);
    if (opening === null) return null;
    const last = sections.at(-1);
    if (last?.id !== RECAP) this.#fault(last?.line ?? 1, 'a lesson ends with "## … {#recap}"');
    const steps = sections.filter(({ id }) => id !== RECAP).map((section) => this.#step(section));
    const recap = last?.id === RECAP ? this.#recap(last) : '';
    this.#faults.push(...faultsOfWhole(steps, head, this.#prose.said));
    if (head === undefined) return null;
    return { ...head, opening, steps, recap, said: this.#prose.said, length: this.#prose.length };
  }

  #fault(line: number, says: string): void {
    this.#faults.push({ line, says });
  }

  #openFirst({ text, line }: Block, begin: number): Opening | null {
    const yaml = readYaml(text, line);
    if (!yaml.ok) {
      this.#fault(yaml.line, yaml.says);
      return null;
    }
    this.#raw = yaml.raw;
    return this.#open(yaml.raw, begin, line);
  }

  #open(raw: unknown, begin: number, line: number): Opening | null {
    const read = openingOf(raw, begin, this.#systems);
    if (!read.ok) {
      for (const says of read.says) this.#fault(line, `the scenario: ${says}`);
      return null;
    }
    const { scenario } = read.opening;
    const sketch = this.#systems.get(scenario.system) as SystemSketch;
    this.#cast = { opening: read.opening, sketch, scenario: withJoined(scenario) };
    return read.opening;
  }

  #step(section: Section): Step {
    const { id, title, line, paragraphs, blocks } = section;
    const block = (name: string): Block | undefined => blocks.find((one) => one.name === name);
    const opening = this.#fresh(block('fresh'));
    readProse(this.#prose, title, line);
    const [why, act, ...more] = paragraphs.map((paragraph) => {
      const before = this.#prose.length;
      const text = readProse(this.#prose, paragraph.text, paragraph.line);
      return { text, line: paragraph.line, length: this.#prose.length - before };
    });
    const most = this.#language === 'ja' ? WHY_SIGNS : WHY_WORDS;
    if (why === undefined) this.#fault(line, 'a step begins with one line of why');
    else if (why.length > most) this.#fault(why.line, `the line of why has ${why.length} words, and at most ${most} are read`);
    for (const extra of more) this.#fault(extra.line, 'a step is one line of why and one act: more belongs into a box');
    const prediction = this.#prediction(block('predict'));
    const transfer = block('transfer');
    const task = this.#task(transfer ?? block('task'), transfer !== undefined);
    if (task !== null && act === undefined) this.#fault(line, 'a step with a task says in a second paragraph what to do');
    const claims = this.#claims(block('claims'), task?.solve ?? []);
    const own = block('step');
    const fields = own === undefined ? undefined : readBlock(schema.stepFields, own, this.#faults);
    const step: Step = {
      ...{ id, title, line, opening, prediction, task, claims },
      why: why?.text ?? '',
      act: act?.text ?? '',
      explain: this.#explain(block('explain')),
      isTransfer: transfer !== undefined,
      boxes: blocks.filter(({ name }) => name === 'box').flatMap((one) => this.#box(one) ?? []),
      unlocks: fields?.unlocks ?? [],
    };
    if (prediction === null && task === null && step.explain === null)
      this.#fault(line, 'a step asks, gives a task, or lets explain');
    this.#admit(task?.solve ?? []);
    return step;
  }

  /** Who was added by solving a step may be named in those that follow. */
  #admit(acts: readonly LessonAct[]): void {
    if (this.#cast === null) return;
    const { scenario, opening } = this.#cast;
    const turnedAt = acts.findLastIndex(({ kind }) => kind === 'turn');
    const base = turnedAt < 0 ? scenario : opening.scenario;
    const added = addedBy(acts.slice(turnedAt + 1)).map(({ id, name }) => ({ id, name: name ?? id, weight: 1 }));
    this.#cast = { ...this.#cast, scenario: { ...base, nodes: [...base.nodes, ...added] } };
  }

  #fresh(block: Block | undefined): Opening | null {
    if (block === undefined) return null;
    const raw = readBlock(schema.fresh, block, this.#faults);
    if (raw === undefined) return null;
    const { begin = 0, ...changes } = raw;
    const findings: Finding[] = [];
    const at = part(schema.begin, begin, ['begin'], findings);
    for (const { says } of findings) this.#fault(block.line, `begin: ${says}`);
    return this.#open(differing(this.#raw, changes), at ?? 0, block.line);
  }

  #prediction(block: Block | undefined): Prediction | null {
    if (block === undefined) return null;
    const lines: LinesOf = {};
    const raw = readBlock(schema.predict, block, this.#faults, lines);
    if (raw === undefined) return null;
    const at = lines.at as (keys: Keys) => number;
    const { asks, choices, slider, point, branch, because } = raw;
    const given = [choices, slider, point].filter((one) => one !== undefined).length;
    if (given !== 1) {
      this.#fault(block.line, 'a prediction has either choices, a slider, or a point');
      return null;
    }
    // Its numbers are those of the branch that answers it.
    readProse(this.#prose, asks, at(['asks']), { mayCount: true });
    this.#say(because, at(['because']));
    this.#acts(branch.acts, (index) => at(['branch', 'acts', index]));
    const { looks, acts } = branch;
    choices?.forEach(({ says, holds }, index) => {
      readProse(this.#prose, says, at(['choices', index]), { mayCount: true });
      if (holds.length !== 1 && holds.length !== looks.length)
        this.#fault(at(['choices', index]), 'a choice holds at the last look, or says for each look what holds');
      holds.forEach((one) => this.#names(one, at(['choices', index]), acts));
    });
    if (slider !== undefined) this.#names(slider.measures, at(['slider', 'measures']), acts);
    if (point !== undefined) this.#pointing(point, at(['point']), acts);
    const question: Question =
      choices !== undefined
        ? { kind: 'choices', choices }
        : slider !== undefined
          ? { kind: 'slider', ...slider }
          : { kind: 'point', ...(point as NonNullable<typeof point>) };
    return { asks, question, acts, looks, because, line: block.line };
  }

  #pointing(point: { at: string; among: readonly string[]; holds: Json }, line: number, acts: readonly LessonAct[]): void {
    for (const it of point.among) {
      const read = pointedAt(point.holds, it);
      if (!read.ok) return this.#fault(line, `point.holds: ${read.says}`);
      this.#names(read.predicate, line, acts);
    }
  }

  #task(block: Block | undefined, isTransfer: boolean): Task | null {
    if (block === undefined) return null;
    const lines: LinesOf = {};
    const raw = readBlock(isTransfer ? schema.transfer : schema.task, block, this.#faults, lines) as
      | v.InferOutput<typeof schema.task>
      | undefined;
    if (raw === undefined) return null;
    const at = lines.at as (keys: Keys) => number;
    const { checks, solve, patience, wrong = [], hints, stops = [], dials } = raw;
    this.#acts(solve, (index) => at(['solve', index]));
    checks.forEach(({ says, holds }, index) => {
      readProse(this.#prose, says, at(['checks', index]), { mayCount: true });
      this.#names(holds, at(['checks', index, 'holds']), solve);
    });
    wrong.forEach(({ when, acts, says }, index) => {
      this.#say(says, at(['wrong', index, 'says']));
      this.#names(when, at(['wrong', index, 'when']), [...solve, ...acts]);
      this.#acts(acts, (each) => at(['wrong', index, 'acts', each]));
      if (!this.#namesSomething(says))
        this.#fault(at(['wrong', index, 'says']), 'feedback names a node, or a key in `code`');
    });
    stops.forEach(({ says }, index) => this.#say(says, at(['stops', index])));
    const { options } = this.#cast?.sketch ?? { options: {} };
    dials.forEach(({ option, says }, index) => {
      readProse(this.#prose, says, at(['dials', index]), { mayCount: true });
      if (!Object.hasOwn(options, option)) this.#fault(at(['dials', index]), `there is no option "${option}"`);
    });
    const turned = solve.flatMap((act) => (act.kind === 'turn' ? Object.keys(act.options) : []));
    for (const option of turned)
      if (!dials.some((dial) => dial.option === option))
        this.#fault(block.line, `solving turns "${option}", and the learner has no dial for it`);
    if (hints !== undefined) readProse(this.#prose, hints.says, at(['hints', 'says']), { mayCount: true });
    return {
      checks: checks.map((check, index) => ({ ...check, line: at(['checks', index]) })),
      ...{ solve, patience, dials, line: block.line },
      wrong: wrong.map((one, index) => ({ ...one, line: at(['wrong', index]) })),
      hints: hints === undefined ? null : { ...hints, does: hints.does ?? solve },
      stops: stops.map(({ after = null, wait, says, last }, index) => ({
        ...{ after, wait, says, isLast: last },
        line: at(['stops', index]),
      })),
    };
  }

  #claims(block: Block | undefined, solve: readonly LessonAct[]): readonly Claim[] {
    if (block === undefined) return [];
    const lines: LinesOf = {};
    const raw = readBlock(schema.claims, block, this.#faults, lines) ?? [];
    return raw.map((claim, index) => {
      const line = (lines.at as (keys: Keys) => number)([index]);
      this.#names(claim.holds, line, claim.at === 'solved' ? solve : claim.acts);
      this.#acts(claim.acts, () => line);
      if (claim.at !== 'branch' && claim.acts.length > 0) this.#fault(line, 'only a claim on a branch has acts of its own');
      return { ...claim, line };
    });
  }

  #explain(block: Block | undefined): Step['explain'] {
    if (block === undefined) return null;
    const raw = readBlock(schema.explain, block, this.#faults);
    if (raw === undefined) return null;
    this.#say(raw.asks, block.line);
    this.#say(raw.model, block.line);
    return { ...raw, line: block.line };
  }

  #box(block: Block): Box | null {
    const raw = readBlock(schema.box, block, this.#faults);
    if (raw === undefined) return null;
    const { kind, title, says, setting } = raw;
    if ((kind === 'real') !== (setting !== undefined))
      this.#fault(block.line, 'a box about the real world, and no other, ends with a setting');
    readProse(this.#prose, says, block.line, { mayCount: kind === 'real' });
    if (setting !== undefined) readProse(this.#prose, setting.differs, block.line, { mayCount: true });
    return { kind, title, says, setting: setting ?? null };
  }

  #recap({ paragraphs, line, blocks }: Section): string {
    const [only, ...more] = paragraphs;
    if (only === undefined || more.length > 0 || blocks.length > 0)
      this.#fault(line, 'the recap is one paragraph');
    return only === undefined ? '' : this.#say(only.text, only.line);
  }

  #say(text: string, line: number): string {
    return readProse(this.#prose, text, line);
  }

  #acts(acts: readonly LessonAct[], lineOf: (index: number) => number): void {
    if (this.#cast === null) return;
    for (const { index, says } of faultsOfActs(acts, this.#cast.scenario, this.#cast.sketch))
      this.#fault(lineOf(index), says);
  }

  /** Everybody whom a predicate names is there, or comes by the acts that lead to it. */
  #names(predicate: Predicate, line: number, acts: readonly LessonAct[]): void {
    if (this.#cast === null) return;
    const { nodes, clients, workload } = this.#cast.scenario;
    const known = new Set([...nodes, ...addedBy(acts)].map(({ id }) => id));
    const all = workload.reduce((sum, entry) => sum + entry.clients, clients);
    for (const { id } of namesIn(predicate, [])) {
      const isThere = isClientId(id) ? Number(id.slice(1)) >= 1 && Number(id.slice(1)) <= all : known.has(id);
      if (!isThere) this.#fault(line, `there is no ${isClientId(id) ? 'client' : 'node'} ${id}`);
    }
  }

  #namesSomething(says: string): boolean {
    const names = this.#cast?.scenario.nodes.map(({ name }) => name) ?? [];
    return names.some((name) => says.includes(name)) || /`[^`]+`/.test(says);
  }
}

/** Who is added by the script may be named like anybody else. */
function withJoined(scenario: Scenario): Scenario {
  const joined = scenario.script.flatMap((action) =>
    action.do === 'add' ? [{ id: action.node, name: action.name, weight: action.weight }] : [],
  );
  return { ...scenario, nodes: [...scenario.nodes, ...joined] };
}
