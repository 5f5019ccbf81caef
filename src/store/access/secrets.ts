/**
 * Where passwords stand in a command, and what may stand there instead.
 *
 * **A proof** is a password's salted hash, in the notation of Redis's rules: `#` and 64 digits. A cluster records what its clients ask for,
 * replays it and sends it in links; so there a password becomes its proof at the very place where somebody types it, before anything keeps
 * the line, and the proof is what the client sends and the node compares. Whoever holds such a record can say AUTH in its replays, which is
 * what a replay is for; the password, which may open other doors too, is not in it. (It could be guessed from the proof by trying, as from
 * any hash: a salt only makes each guess good for one cluster.)
 *
 * **`(redacted)`** is for those who only write down what real clients sent: Redis's own word, and with it nothing can be replayed.
 */
import { isWord, lowerCase, type Bytes } from '../bytes.ts';
import { isProof, REDACTED, salted } from './passwords.ts';

/** As it may be written down. The very same arguments when there is nothing to hide. */
export function withoutSecrets(args: readonly Bytes[]): readonly Bytes[] {
  return replaced(args, namesAndSecrets(args), () => REDACTED);
}

/** As a client of a cluster sends it. A proof stays as it is, so that what was sealed before may be sealed again. */
export function withProofs(args: readonly Bytes[], salt: string): readonly Bytes[] {
  return replaced(args, secretPlaces(args), (text) =>
    // An empty password is none: it is a way to say that no more is needed.
    text === '' || isProof(text) ? text : salted(text, salt),
  );
}

function replaced(
  args: readonly Bytes[],
  places: readonly number[],
  by: (text: Bytes) => Bytes,
): readonly Bytes[] {
  if (places.length === 0) return args;
  return args.map((text, index) => (places.includes(index) ? by(text) : text));
}

/** Redis's logs leave out who spoke, too. */
function namesAndSecrets(args: readonly Bytes[]): readonly number[] {
  const [name = ''] = args;
  if (isWord(name, 'auth')) return placesFrom(args, 1);
  if (!isWord(name, 'hello')) return secretPlaces(args);
  return placesFrom(args, 2).filter(
    (place) => isWord(args[place - 1], 'auth') || isWord(args[place - 2], 'auth'),
  );
}

/** Where too much was said, all of it is hidden: a password with a blank in it may have come without its quotes. */
function secretPlaces(args: readonly Bytes[]): readonly number[] {
  const [name = '', second] = args;
  switch (lowerCase(name)) {
    case 'auth':
      return placesFrom(args, args.length === 3 ? 2 : 1);
    case 'hello': {
      const word = args.findIndex((text, place) => place > 1 && isWord(text, 'auth'));
      if (word < 0) return [];
      // Behind a name without a password there is none to hide, but that it may be the password.
      const isWhole = args.length === word + 3 || isWord(args[word + 3], 'setname');
      return isWhole ? [word + 2] : placesFrom(args, word + 1);
    }
    case 'config':
      return isWord(second, 'set') ? settingPlaces(args) : [];
    case 'acl':
      return isWord(second, 'setuser') ? placesFrom(args, 3) : [];
    default:
      return [];
  }
}

function settingPlaces(args: readonly Bytes[]): readonly number[] {
  const first = args.findIndex((text, place) => place > 1 && isSecretSetting(text));
  if (first < 0) return [];
  // Names and values have lost their order.
  if (args.length % 2 === 1) return placesFrom(args, first + 1);
  return placesFrom(args, 3).filter((place) => place % 2 === 1 && isSecretSetting(args[place - 1]));
}

function placesFrom(args: readonly Bytes[], from: number): number[] {
  return args.map((_, place) => place).filter((place) => place >= from);
}

function isSecretSetting(name: Bytes | undefined): boolean {
  return isWord(name, 'requirepass') || isWord(name, 'masterauth') || isWord(name, 'masteruser');
}
