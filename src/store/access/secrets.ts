/**
 * A command as it may be written down. Whoever keeps what clients asked for (histories, logs, links, exports) keeps this instead: passwords
 * are left out, as Redis leaves them out of its slow log.
 */
import { isWord, lowerCase, type Bytes } from '../bytes.ts';
import { REDACTED } from './passwords.ts';

/** The very same arguments when there is nothing to hide. */
export function withoutSecrets(args: readonly Bytes[]): readonly Bytes[] {
  const hidden = hiddenPlaces(args);
  return hidden.length === 0 ? args : args.map((text, index) => (hidden.includes(index) ? REDACTED : text));
}

function hiddenPlaces(args: readonly Bytes[]): readonly number[] {
  const [name = '', second] = args;
  const places = args.map((_, index) => index);
  switch (lowerCase(name)) {
    case 'auth':
      return places.slice(1);
    case 'hello':
      return places.filter((index) => isWord(args[index - 1], 'auth') || isWord(args[index - 2], 'auth'));
    case 'config':
      return isWord(second, 'set')
        ? places.filter((index) => index > 2 && isSecretSetting(args[index - 1]))
        : [];
    case 'acl':
      return isWord(second, 'setuser') ? places.slice(3) : [];
    default:
      return [];
  }
}

function isSecretSetting(name: Bytes | undefined): boolean {
  return isWord(name, 'requirepass') || isWord(name, 'masterauth') || isWord(name, 'masteruser');
}
