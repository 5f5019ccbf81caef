/** Numbers as people read them: with a unit and at most three digits, but for the clock. */
const SECOND = 1_000_000;

/** Virtual time on the clock: `12.326`, `1:02.326`. */
export function clockText(micros: number): string {
  const millis = Math.floor(micros / 1_000);
  const minutes = Math.floor(millis / 60_000);
  const rest = (millis % 60_000) / 1_000;
  return minutes === 0 ? rest.toFixed(3) : `${minutes}:${rest.toFixed(3).padStart(6, '0')}`;
}

/** A moment in a sentence: `9.0 s`, `1 min 2.3 s`. */
export function momentText(micros: number): string {
  const tenths = Math.floor(micros / 100_000);
  const minutes = Math.floor(tenths / 600);
  const rest = `${((tenths % 600) / 10).toFixed(1)} s`;
  return minutes === 0 ? rest : `${minutes} min ${rest}`;
}

export function durationText(micros: number): string {
  const size = Math.abs(micros);
  if (size < 1_000) return `${micros} µs`;
  if (size < SECOND) return `${digits(micros / 1_000)} ms`;
  return `${digits(micros / SECOND)} s`;
}

/** `0 s`, `30 s`, `1:30` beside a tick. */
export function tickText(micros: number): string {
  const seconds = Math.round(micros / SECOND);
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${digits(bytes / 1_000)} KB`;
  return `${digits(bytes / 1_000_000)} MB`;
}

/** Whole numbers in groups of three, with a narrow space that does not break. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

export function factorText(factor: number): string {
  return `${digits(factor)}×`;
}

function digits(value: number): string {
  const size = Math.abs(value);
  return size >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(size < 1 ? 2 : 3)));
}
