/** Opens a store by its configuration, which has been read (configuration.ts). */
import { rulesKnow } from './access/known.ts';
import { REDACTED, secretOf } from './access/passwords.ts';
import { newUser, withRules, type User } from './access/users.ts';
import { utf8 } from './bytes.ts';
import { commandNamed } from './commands/index.ts';
import { textOfSetting, type Configuration, type UserConfiguration } from './configuration.ts';
import { findSetting, settingsByName, type Settings } from './settings.ts';
import { DEFAULT_USER, newStore, type Store } from './store.ts';

const isKnown = rulesKnow(commandNamed);

export interface StoreOpening {
  /** What holds where the configuration says nothing. */
  readonly defaults?: Partial<Settings>;
  readonly runId?: string;
}

/** Whoever opens sessions whose passwords come as proofs gives them `proofSaltOf` the configuration. */
export function openStore(
  clock: number,
  configuration: Configuration,
  { defaults = {}, runId }: StoreOpening = {},
): Store {
  const store = newStore(clock, { ...defaults, ...settingsOf(configuration) }, runId);
  for (const user of configuration.users) {
    store.users.set(utf8(user.name), userOf(user, configuration.salt, store.users.get(utf8(user.name))));
  }
  const { requirepass, salt } = configuration;
  if (requirepass !== '') {
    const user = store.users.get(DEFAULT_USER) as User;
    store.users.set(DEFAULT_USER, { ...user, isOpen: false, secrets: [secretOf(requirepass, salt)] });
    store.settings = { ...store.settings, requirepass: REDACTED };
  }
  return store;
}

function settingsOf({ settings }: Configuration): Partial<Settings> {
  const entries = Object.entries(settings).map(([given, value]) => {
    const name = findSetting(given) ?? given;
    const outcome = settingsByName[name as keyof Settings].parse(textOfSetting(value));
    if ('wrong' in outcome) throw new Error(`${given} was not read before: ${outcome.wrong}`);
    return [name, outcome.value] as const;
  });
  return Object.fromEntries(entries) as Partial<Settings>;
}

/** The default user keeps what it may do unless the configuration says what that is. */
function userOf(given: UserConfiguration, salt: string, before: User | undefined): User {
  const { name, on, nopass, passwords, commands, keys } = given;
  const reset = [...(commands.length > 0 ? ['nocommands'] : []), ...(keys.length > 0 ? ['resetkeys'] : [])];
  const rules = [...reset, ...commands, ...keys].map(utf8);
  const outcome = withRules(before ?? newUser(utf8(name)), rules, { salt, knows: isKnown });
  if ('wrong' in outcome) throw new Error(`the user ${name} was not read before: ${outcome.wrong}`);
  const { isOpen } = outcome.user;
  return {
    ...outcome.user,
    isOn: on,
    isOpen: nopass || (isOpen && passwords.length === 0),
    secrets: nopass ? [] : passwords.map((proof) => secretOf(proof, salt)),
  };
}
