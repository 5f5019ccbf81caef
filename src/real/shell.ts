/** Text in a shell script. */

/** One word, whatever stands in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** As a comment it can neither end the line nor move a cursor. */
export function remark(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ').slice(0, 200);
}

/** A word of a command as redis-cli reads it. */
export function redisWord(word: string): string {
  if (/^[A-Za-z0-9_.:+*@%/,=~!?^()[\]{}<>|&;$-]+$/.test(word)) return word;
  const written = word.replace(/["\\]/g, (one) => `\\${one}`).replace(/[\u0000-\u001f\u007f]/g, byteOf);
  return `"${written}"`;
}

const byteOf = (one: string): string => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`;

/** Virtual microseconds as seconds, exactly. */
export function seconds(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}
