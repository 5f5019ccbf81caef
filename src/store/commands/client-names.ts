import type { Bytes } from '../bytes.ts';
import { refuse } from '../refusals.ts';

export const BAD_NAME = refuse('ERR Client names cannot contain spaces, newlines or special characters.');

/** Names stand in lists that people read, one client a line, fields parted by blanks. */
export function checkName(name: Bytes): Bytes {
  if (/[^!-~]/.test(name)) throw BAD_NAME;
  return name;
}
