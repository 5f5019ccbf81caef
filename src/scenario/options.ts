// A system's options, judged by the sketch that the system hands in. The result has every option of the sketch and no other key, so
// its property names are the system's words, never a stranger's.

import * as v from 'valibot';
import { DURATION_MAX, formatDuration } from './durations.ts';
import { quote, show, type Finding, type Keys } from './fault.ts';
import {
  decimal,
  flag,
  integer,
  isRecord,
  json,
  list,
  part,
  timeBetween,
  tooManyUnknown,
  UNKNOWN_MAX,
} from './parts.ts';
import type { Judgement, OptionSpec, SystemSketch } from './systems.ts';
import type { Json, Options, OptionValue } from './types.ts';

const TEXT_MAX = 1000;
const JUDGED_DEPTH = 16;

function schemaOf(spec: OptionSpec): v.GenericSchema<unknown, OptionValue> {
  switch (spec.kind) {
    case 'choice':
      return oneOf(spec.values);
    case 'integer':
      return integer(spec.min, spec.max);
    case 'number':
      return decimal(spec.min, spec.max);
    case 'boolean':
      return flag;
    case 'duration':
      return timeBetween(spec.min ?? 0, spec.max ?? DURATION_MAX);
    case 'text':
      return v.pipe(v.string(), v.maxLength(TEXT_MAX));
    case 'list':
      return v.pipe(
        list(oneOf(spec.values), spec.values.length),
        v.check((list) => new Set(list).size === list.length, 'this list names something twice'),
      );
    case 'judged':
      return json(JUDGED_DEPTH);
  }
}

const oneOf = (values: readonly string[]) =>
  v.pipe(
    v.unknown(),
    v.custom<string>(
      (value) => typeof value === 'string' && values.includes(value),
      (issue) => `${show(issue.input)} is not allowed here, only ${values.map(quote).join(', ')}`,
    ),
  );

const names = (sketch: SystemSketch): string => Object.keys(sketch.options).join(', ') || 'none';

/** One option's value; a name that the system does not have is a finding at `nameKeys`. */
export function readOption(
  name: string,
  value: unknown,
  sketch: SystemSketch,
  keys: { name: Keys; value: Keys },
  findings: Finding[],
): OptionValue | undefined {
  const spec = Object.hasOwn(sketch.options, name) ? sketch.options[name] : undefined;
  if (spec !== undefined) {
    const plain = part(schemaOf(spec), value, keys.value, findings);
    return spec.kind === 'judged' && plain !== undefined
      ? judged(spec.judge(plain), keys.value, findings)
      : plain;
  }
  findings.push({
    keys: keys.name,
    says: `the system ${sketch.id} has no option ${quote(name)} (${names(sketch)})`,
  });
  return undefined;
}

function judged(judgement: Judgement, keys: Keys, findings: Finding[]): OptionValue | undefined {
  if (judgement.ok) return judgement.value;
  for (const { keys: inner, says } of judgement.faults) findings.push({ keys: [...keys, ...inner], says });
  return undefined;
}

/** All options, those that are not given by their defaults. */
export function readOptions(raw: unknown, sketch: SystemSketch, findings: Finding[]): Options {
  const options: Record<string, OptionValue> = {};
  for (const [name, spec] of Object.entries(sketch.options)) options[name] = spec.default;
  if (raw === undefined) return options;
  if (!isRecord(raw)) {
    findings.push({ keys: ['options'], says: `${show(raw)} is not an object` });
    return options;
  }
  const unknown = Object.keys(raw).filter((name) => !Object.hasOwn(sketch.options, name)).length;
  if (unknown > UNKNOWN_MAX) {
    findings.push({ keys: ['options'], says: tooManyUnknown(unknown) });
    return options;
  }
  for (const [name, value] of Object.entries(raw)) {
    const keys = ['options', name];
    const resolved = readOption(name, value, sketch, { name: keys, value: keys }, findings);
    if (resolved !== undefined) options[name] = resolved;
  }
  return options;
}

/** The way back: as the option is written in a file. */
export function writeOption(name: string, value: OptionValue, sketch: SystemSketch): Json {
  return sketch.options[name]?.kind === 'duration' ? formatDuration(value as number) : value;
}
