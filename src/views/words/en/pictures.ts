/** Pictures as files and on the clipboard. */
export const pictures = {
  title: 'Picture',
  help: 'What is shown, as a picture',
  ways: { svg: 'Save as SVG', png: 'Save as PNG', copy: 'To the clipboard' },
  stage: 'The ring of this moment as a picture',
  saved: (name: string) => `Saved as ${name}.`,
  copied: 'Picture copied.',
  notCopied: 'This browser does not let the page put pictures on the clipboard. Save it as a file.',
  notMade: 'The picture could not be made.',
  caption: (moment: string, fingerprint: string) => `At ${moment} · fingerprint ${fingerprint} · Ringside`,
};
