import type { Words } from '../types.ts';

export const pictures: Words['pictures'] = {
  title: '画像',
  help: '見えているものを画像にする',
  ways: { svg: 'SVG で保存', png: 'PNG で保存', copy: '画像をコピー' },
  stage: 'この時点の輪を画像にする',
  saved: (name) => `${name} に保存した。`,
  copied: '画像をコピーした。',
  notCopied: 'このブラウザでは画像をコピーできない。ファイルに保存する。',
  notMade: '画像を作れなかった。',
  caption: (moment, fingerprint) => `${moment} · 指紋 ${fingerprint} · Ringside`,
};
