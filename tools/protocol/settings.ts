/** The settings that CONFIG reads and changes, as a table of docs/protocol.md. */
import { settingNames, settingsByName, type SettingName } from '../../src/store/settings.ts';

function row(name: SettingName): string {
  const { alias, summary, print, initial, fixed } = settingsByName[name];
  const names = alias === undefined ? `\`${name}\`` : `\`${name}\`, of old \`${alias}\``;
  const value = print(initial);
  return `| ${names} | ${value === '' ? 'empty' : `\`${value}\``} | ${summary}${fixed === true ? ' It stays as it is.' : ''} |`;
}

export function renderSettings(): string {
  return [
    '### Settings',
    ['| setting | at first | what it is |', '| --- | --- | --- |', ...settingNames.map(row)].join('\n'),
  ].join('\n\n');
}
