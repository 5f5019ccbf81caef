/** The menu and what stands in it. */
export const menu = {
  title: 'Menu',
  scenarios: 'Scenarios',
  language: 'Language',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  calm: 'Less motion',
  calmHelp: 'Messages move in steps, nothing springs.',
  calmBySystem: 'Your system asks for it.',
  textbook: 'Textbook words',
  textbookHelp: (plain: string, textbook: string) => `“${textbook}” in the place of “${plain}”.`,
  letters: 'Single-letter keys',
  lettersHelp: 'They work while the ring has the focus.',
  saved: 'Saved moments',
  tour: 'Take the tour',
  shop: 'Demo shop',
  help: 'Help',
  about: 'About Ringside',
  notLoaded: 'This could not be loaded. Try again.',
  renewal: 'A new version is here.',
  renew: 'Reload for the new version',
};

export const starters = {
  first: 'Six nodes keep 26 keys',
  echo: 'Five nodes say hello',
  counter: 'A counter loses its power',
  relay: 'Sixteen pass tokens round',
  wrong: 'Everything goes wrong',
};

/** What kinds of cluster there are. */
export const systems = {
  cache: 'Cache',
  tables: 'Tables',
  chord: 'Chord ring',
  echo: 'Echo',
  counter: 'Counter',
  relay: 'Relay',
};
