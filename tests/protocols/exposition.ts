/**
 * A strict reader of Prometheus's text format 0.0.4, as it is specified, that knows nothing of what wrote the text. Throws where a line is not
 * what the format allows.
 */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: Sample[];
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(.*)\})? (\S+)( -?\d+)?$/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\[\\n"])*)"(,|$)/;
const NUMBER = /^([+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|NaN|[+-]Inf)$/;

export function readExposition(text: string): Family[] {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families: Family[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    const help = /^# HELP (\S+) (.*)$/.exec(line);
    const type = /^# TYPE (\S+) (counter|gauge|histogram|summary|untyped)$/.exec(line);
    const last = families.at(-1);
    if (help !== null) {
      const [, name = '', words = ''] = help;
      if (families.some((family) => family.name === name)) throw new Error(`${name} comes in two places`);
      if (/\\(?![\\n])/.test(words.replaceAll('\\\\', ''))) throw new Error(`a stray backslash: ${line}`);
      families.push({ name, help: unescape(words), type: '', samples: [] });
    } else if (type !== null) {
      if (last?.name !== type[1] || last?.type !== '') throw new Error(`a type out of place: ${line}`);
      families[families.length - 1] = { ...last, type: type[2] as string } as Family;
    } else {
      const sample = readSample(line);
      if (last === undefined || !belongs(sample.name, last)) throw new Error(`out of place: ${line}`);
      last.samples.push(sample);
    }
  }
  for (const family of families) check(family);
  return families;
}

function belongs(name: string, { name: family, type }: Family): boolean {
  if (type !== 'histogram') return name === family;
  return ['_bucket', '_sum', '_count'].some((ending) => name === family + ending);
}

function readSample(line: string): Sample {
  const found = SAMPLE.exec(line);
  if (found === null) throw new Error(`no sample: ${line}`);
  const [, name = '', , inside = '', number = ''] = found;
  if (!NUMBER.test(number)) throw new Error(`no number: ${line}`);
  const labels: Record<string, string> = {};
  let rest = inside;
  while (rest !== '') {
    const label = LABEL.exec(rest);
    if (label === null) throw new Error(`no label: ${rest}`);
    const [whole, key = '', value = ''] = label;
    if (key in labels) throw new Error(`a label comes twice: ${line}`);
    labels[key] = unescape(value);
    rest = rest.slice(whole.length);
  }
  return { name, labels, value: Number(number.replace('Inf', 'Infinity')) };
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}

/** What a type promises of its samples. */
function check({ name, type, samples }: Family): void {
  const seen = new Set<string>();
  for (const sample of samples) {
    const key = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).toSorted())}`;
    if (seen.has(key)) throw new Error(`a series comes twice: ${key}`);
    seen.add(key);
    if (type === 'counter' && !(sample.value >= 0)) throw new Error(`a counter below 0: ${key}`);
  }
  if (type === 'histogram') checkHistograms(name, samples);
}

function checkHistograms(name: string, samples: readonly Sample[]): void {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const { le: _, ...others } = sample.labels;
    const key = JSON.stringify(Object.entries(others).toSorted());
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  for (const [key, group] of groups) {
    const buckets = group.filter((sample) => sample.name === `${name}_bucket`);
    const ends = buckets.map(({ labels }) => Number(labels['le']?.replace('Inf', 'Infinity')));
    if (ends.some((end, index) => !(end > (ends[index - 1] ?? -Infinity))))
      throw new Error(`ends do not rise: ${key}`);
    if (ends.at(-1) !== Infinity) throw new Error(`no bucket for all: ${key}`);
    if (buckets.some(({ value }, index) => value < (buckets[index - 1]?.value ?? 0)))
      throw new Error(`buckets do not add up: ${key}`);
    const counts = group.filter((sample) => sample.name === `${name}_count`);
    const sums = group.filter((sample) => sample.name === `${name}_sum`);
    if (counts.length !== 1 || sums.length !== 1) throw new Error(`count and sum once each: ${key}`);
    if (counts[0]?.value !== buckets.at(-1)?.value) throw new Error(`the count is not that of all: ${key}`);
  }
}
