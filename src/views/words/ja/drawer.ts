import type { drawer as english } from '../en/drawer.ts';
import type { In } from '../types.ts';

export const drawer: In<typeof english> = {
  panels: 'パネル',
  tabs: {
    console: 'コンソール',
    events: '出来事',
    spacetime: '時空図',
    nodes: 'ノード',
  },
  resize: 'パネルの高さ',
  close: 'パネルを閉じる',
  notLoaded: 'このパネルを読み込めませんでした。',
  tryAgain: 'もう一度',
  lost: (count) => `${count} 件が消失`,
  doubled: (count) => `${count} 件が重複`,
  inTheAir: (count) => `${count} 件が移動中`,

  inspect: '調べる',
  more: 'その他',
  closeSheet: '閉じる',
  tapSomething: 'ノード、キー、メッセージのどれかをタップします。',
};
