/** The state machine: what entries do, and that nothing of it depends on how often or over what they are applied. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiskFiles } from '../../../../src/kernel/disk.ts';
import { loadState, saveState } from '../../../../src/kernel/state.ts';
import { extendImage } from '../../../../src/kernel/table.ts';
import { apply } from '../../../../src/systems/tables/machine/apply.ts';
import { countsOf, newMachine, type Machine } from '../../../../src/systems/tables/machine/machine.ts';
import {
  forgetGone,
  installMachine,
  openMachine,
  saveMachine,
} from '../../../../src/systems/tables/machine/open.ts';
import {
  digestOfMachine,
  getItem,
  listTables,
  queryItems,
} from '../../../../src/systems/tables/machine/read.ts';
import type { Command } from '../../../../src/systems/tables/commands.ts';
import { PaperDisk } from '../../../protocols/paper-disk.ts';
import { runs } from '../../../support/scenarios.ts';
import { applyAll, create, drop, logs, put, remove, tree } from './logs.ts';

function made(log: readonly Command[]) {
  const machine = newMachine();
  const disk = new PaperDisk();
  const applied = applyAll(machine, disk, log);
  return { machine, disk, applied, did: applied.map(({ did }) => did) };
}

const MUSIC = create('Music', 'Artist', 'SongTitle');
const letItBe = { Artist: 'The Beatles', SongTitle: 'Let It Be', Year: 1970 };
const bohemian = { Artist: 'Queen', SongTitle: 'Bohemian Rhapsody', Year: 1975 };
const file = 'tables/Music~1/The%20Beatles~9/Let%20It%20Be~92.json';

const everything = (machine: Machine, disk: PaperDisk) => [
  digestOfMachine(machine),
  listTables(machine),
  tree(disk),
];

describe('an entry', () => {
  it('becomes data whose timestamp is the index in the log, in memory and in a file', () => {
    const { machine, disk, applied } = made([MUSIC, put('Music', letItBe)]);
    expect(applied).toMatchObject([
      {
        status: 201,
        did: 'created',
        body: { tableName: 'Music', index: 1 },
        file: 'tables/Music~1/table.json',
      },
      { status: 200, did: 'put', body: { index: 2 }, file },
    ]);
    expect(getItem(machine, 'Music', 'The Beatles', 'Let It Be')).toEqual({
      status: 200,
      body: { item: letItBe, timestamp: 2 },
    });
    expect(JSON.parse(tree(disk)[file] as string)).toEqual({
      table: 'Music',
      key: { partitionKey: 'The Beatles', sortKey: 'Let It Be' },
      timestamp: 2,
      item: letItBe,
      checksum: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    });
  });

  it('is refused where the table or its keys do not fit, and nothing is changed', () => {
    const { machine, disk } = made([MUSIC, put('Music', letItBe)]);
    const before = everything(machine, disk);
    const refused = (command: unknown) => {
      const { did, status, body } = apply(machine, disk, JSON.stringify(command), 9);
      expect(did).toBe('refused');
      return [status, (body as { error: string }).error];
    };
    expect(refused(MUSIC)).toEqual([409, 'TableAlreadyExists']);
    expect(refused(put('Books', letItBe))).toEqual([404, 'TableNotFound']);
    expect(refused(drop('Books'))).toEqual([404, 'TableNotFound']);
    expect(refused(remove('Books', 'a'))).toEqual([404, 'TableNotFound']);
    for (const item of [
      { Artist: 'Queen' },
      { Artist: '', SongTitle: 'x' },
      { Artist: 'Queen', SongTitle: 7 },
      { Artist: 'Queen', SongTitle: null },
      { Artist: 'q'.repeat(1_025), SongTitle: 'x' },
    ])
      expect(refused(put('Music', item))).toEqual([400, 'BadRequest']);
    expect(refused(remove('Music', 'Queen'))).toEqual([400, 'BadRequest']);
    expect(refused({ type: 'Nonsense', payload: { tableName: 'Music' } })).toEqual([400, 'BadRequest']);
    expect(refused({ type: 'PutItemCommandType' })).toEqual([400, 'BadRequest']);
    expect(apply(machine, disk, '{"type":', 9)).toMatchObject({ did: 'refused', status: 400 });
    expect(everything(machine, disk)).toEqual(before);
  });

  it('that puts into a table which was dropped just before it fails', () => {
    expect(made([MUSIC, drop('Music'), put('Music', letItBe)]).did).toEqual([
      'created',
      'dropped',
      'refused',
    ]);
  });

  it('that is older is skipped, and one that has been applied is not applied again', () => {
    const { machine, disk } = made([MUSIC, put('Music', letItBe), put('Music', { ...letItBe, Year: 1971 })]);
    const before = everything(machine, disk);
    const again = (index: number) => apply(machine, disk, JSON.stringify(put('Music', letItBe)), index);
    expect(again(2)).toMatchObject({ did: 'skipped', body: { skipped: 'older', known: 3 } });
    expect(again(3)).toMatchObject({ did: 'skipped', body: { skipped: 'applied already', known: 3 } });
    expect(everything(machine, disk)).toEqual(before);
    expect(again(4)).toMatchObject({ did: 'put' });
  });

  it('does not bring back what has been deleted since', () => {
    const { machine, disk, applied } = made([
      MUSIC,
      put('Music', letItBe),
      remove('Music', 'The Beatles', 'Let It Be'),
      remove('Music', 'The Beatles', 'Let It Be'),
    ]);
    expect(applied.slice(2).map(({ body }) => body)).toEqual([
      { deleted: true, index: 3 },
      { deleted: false, index: 4 },
    ]);
    expect(apply(machine, disk, JSON.stringify(put('Music', letItBe)), 2).did).toBe('skipped');
    expect(getItem(machine, 'Music', 'The Beatles', 'Let It Be')).toMatchObject({
      status: 404,
      body: { error: 'ItemNotFound' },
    });
    expect(JSON.parse(tree(disk)[file] as string)).toMatchObject({ timestamp: 3, deleted: true });
  });

  it('that drops a table takes all its items, and a table of the same name begins empty', () => {
    const { machine, disk, did } = made([
      create('Musi', 'Artist'),
      MUSIC,
      put('Music', letItBe),
      put('Musi', { Artist: 'x' }),
      remove('Music', 'The Beatles', 'Let It Be'),
      put('Music', bohemian),
      drop('Music'),
    ]);
    expect(did.at(-1)).toBe('dropped');
    expect(Object.keys(tree(disk)).sort()).toEqual([
      'tables/Music~1/table.json',
      'tables/Musi~1/table.json',
      'tables/Musi~1/x/%_.json',
    ]);
    expect(apply(machine, disk, JSON.stringify(MUSIC), 8).did).toBe('created');
    expect(queryItems(machine, 'Music', 'Queen', '')).toMatchObject({ body: { items: [] } });
    for (const [entry, index] of [
      [put('Music', bohemian), 6],
      [drop('Music'), 7],
      [MUSIC, 2],
    ] as const)
      expect(apply(machine, disk, JSON.stringify(entry), index).did).toBe('skipped');
    expect(getItem(machine, 'Musi', 'x', '').status).toBe(200);
  });

  it('for which the disk has no room changes nothing and says so', () => {
    for (const entry of [
      put('Music', bohemian),
      remove('Music', 'The Beatles', 'Let It Be'),
      drop('Music'),
      create('New', 'p'),
    ]) {
      const { machine, disk } = made([MUSIC, put('Music', letItBe)]);
      disk.capacity = disk.files.bytes;
      const before = everything(machine, disk);
      // What takes less room than what it replaces finds some.
      disk.capacity = 0;
      expect(apply(machine, disk, JSON.stringify(entry), 3)).toMatchObject({
        did: 'refused',
        isFull: true,
        status: 503,
      });
      expect(everything(machine, disk)).toEqual(before);
    }
  });
});

describe('reading', () => {
  const { machine } = made([
    MUSIC,
    create('Plain', 'Key'),
    ...['b', 'a', "Don't", 'Don', 'don', 'Zoo', 'ä'].map((SongTitle) =>
      put('Music', { Artist: 'Queen', SongTitle }),
    ),
    put('Music', { Artist: 'Queen II', SongTitle: 'a' }),
    put('Music', { Artist: 'Que', SongTitle: 'a' }),
    put('Plain', { Key: 'one', Value: { deep: [1, null, 'x'] } }),
  ]);
  const titles = (partition: string, prefix: string) =>
    (
      queryItems(machine, 'Music', partition, prefix).body as unknown as { items: { SongTitle: string }[] }
    ).items.map(({ SongTitle }) => SongTitle);

  it('finds the items of a partition in the order of their sort keys, and of no other', () => {
    expect(titles('Queen', '')).toEqual(['Don', "Don't", 'Zoo', 'a', 'b', 'don', 'ä']);
    expect(titles('Que', '')).toEqual(['a']);
    expect(titles('Quee', '')).toEqual([]);
  });

  it('finds what begins so, letter by letter', () => {
    expect(titles('Queen', "Don't")).toEqual(["Don't"]);
    expect(titles('Queen', 'Don')).toEqual(['Don', "Don't"]);
    expect(titles('Queen', 'x')).toEqual([]);
  });

  it('gives an item as it was put, and refuses keys that do not fit', () => {
    expect(getItem(machine, 'Plain', 'one', '').body).toMatchObject({
      item: { Key: 'one', Value: { deep: [1, null, 'x'] } },
    });
    expect(getItem(machine, 'Plain', 'one', 'more').status).toBe(400);
    expect(getItem(machine, 'Music', 'Queen', '').status).toBe(400);
    expect(getItem(machine, 'None', 'Queen', '')).toMatchObject({
      status: 404,
      body: { error: 'TableNotFound' },
    });
    expect(queryItems(machine, 'None', 'Queen', '').status).toBe(404);
    expect(queryItems(machine, 'Plain', 'one', 'o').status).toBe(400);
  });

  it('lists tables, and counts', () => {
    expect(listTables(machine).body).toEqual({
      tables: [
        { tableName: 'Music', partitionKeyName: 'Artist', sortKeyName: 'SongTitle', timestamp: 1 },
        { tableName: 'Plain', partitionKeyName: 'Key', timestamp: 2 },
      ],
    });
    expect(countsOf(machine)).toEqual({ tables: 2, items: 10, gone: 0 });
  });
});

describe('a log', () => {
  it('changes nothing when any beginning of it is applied again over any later state', () => {
    fc.assert(
      fc.property(logs, fc.nat(), fc.nat(), (log, some, fewer) => {
        const upTo = some % (log.length + 1);
        const { machine, disk } = made(log.slice(0, upTo));
        const before = everything(machine, disk);
        for (const { did } of applyAll(machine, disk, log.slice(0, fewer % (upTo + 1))))
          expect(['skipped', 'refused', 'deleted']).toContain(did);
        expect(everything(machine, disk)).toEqual(before);
      }),
      runs(300),
    );
  });

  it('makes a node whole whose power went at any write, whichever of its writes had come to the disk', () => {
    fc.assert(
      fc.property(logs, fc.array(fc.boolean(), { minLength: 120, maxLength: 120 }), (log, survived) => {
        const whole = made(log);
        const files = new DiskFiles();
        whole.disk.changes
          .filter((_, index) => survived[index % survived.length])
          .forEach((change) => files.apply(change));
        const disk = new PaperDisk(files);
        const { machine, wrong } = openMachine(disk);
        expect(wrong).toEqual([]);
        applyAll(machine, disk, log);
        expect(everything(machine, disk)).toEqual(everything(whole.machine, whole.disk));
      }),
      runs(300),
    );
  });

  it('is all in the files: a machine opened from them is the same', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const { machine, disk } = made(log);
        const opened = openMachine(disk.copy());
        expect(opened.wrong).toEqual([]);
        expect(everything(opened.machine, disk)).toEqual(everything(machine, disk));
        expect(countsOf(opened.machine)).toEqual(countsOf(machine));
      }),
      runs(200),
    );
  });
});

describe('a snapshot', () => {
  it('replaces whatever there was, files too', () => {
    fc.assert(
      fc.property(logs, logs, (log, others) => {
        const from = made(log);
        const to = made(others);
        to.disk.put('wal', new Uint8Array([1]));
        expect(installMachine(to.machine, to.disk, saveMachine(from.machine))).toBe('ok');
        expect(to.disk.names()).toContain('wal');
        to.disk.remove('wal');
        expect(everything(to.machine, to.disk)).toEqual(everything(from.machine, from.disk));
        expect(saveMachine(to.machine)).toEqual(saveMachine(from.machine));
      }),
      runs(100),
    );
  });

  it('for which there is no room says so, and the log can be replayed over what is left', () => {
    const log = [MUSIC, put('Music', letItBe), put('Music', bohemian)];
    const from = made(log);
    const to = made([MUSIC, put('Music', letItBe)]);
    to.disk.capacity = to.disk.files.bytes + 10;
    expect(installMachine(to.machine, to.disk, saveMachine(from.machine))).toBe('full');
    to.disk.capacity = Infinity;
    const { machine } = openMachine(to.disk);
    applyAll(machine, to.disk, log);
    expect(everything(machine, to.disk)).toEqual(everything(from.machine, from.disk));
  });

  it('that is none is not taken for one', () => {
    const { machine, disk } = made([MUSIC]);
    const before = everything(machine, disk);
    const whole = new TextDecoder().decode(saveMachine(machine));
    const file = 'tables/x/table.json';
    for (const text of [
      whole.slice(0, -1),
      '{',
      '\n',
      `${file} {}\n`,
      `${file} {"table":"y","timestamp":1}\n`,
      'wal {"table":"x","timestamp":1}\n',
    ])
      expect(() => installMachine(machine, disk, new TextEncoder().encode(text)), text).toThrow(
        /^a snapshot/,
      );
    expect(everything(machine, disk)).toEqual(before);
  });
});

describe('a checkpoint', () => {
  it('takes all of it, and what is played on is the same', () => {
    fc.assert(
      fc.property(logs, logs, (log, more) => {
        const one = made(log);
        let tables = 0;
        const { rest, tables: saved } = saveState(one.machine, () => (tables += 1));
        const images = new Map(saved.map((save) => [save.table, extendImage(undefined, save)]));
        const machine = loadState(rest, images) as Machine;
        const disk = one.disk.copy();
        expect(everything(machine, disk)).toEqual(everything(one.machine, one.disk));
        for (const [index, command] of more.entries()) {
          const at = log.length + 1 + index;
          expect(apply(machine, disk, JSON.stringify(command), at)).toEqual(
            apply(one.machine, one.disk, JSON.stringify(command), at),
          );
        }
        expect(everything(machine, disk)).toEqual(everything(one.machine, one.disk));
      }),
      runs(50),
    );
  });
});

describe('what is gone', () => {
  it('is forgotten with the log that could bring it back, and is no data', () => {
    const log = [
      MUSIC,
      put('Music', letItBe),
      put('Music', bohemian),
      remove('Music', 'The Beatles', 'Let It Be'),
      create('Old', 'p'),
      drop('Old'),
      remove('Music', 'Queen', 'Bohemian Rhapsody'),
    ];
    const { machine, disk } = made(log);
    const before = digestOfMachine(machine);
    expect(before).toMatchObject({ keys: 0 });
    expect(forgetGone(machine, disk, 6)).toBe(2);
    expect(Object.keys(tree(disk))).toEqual([
      'tables/Music~1/Queen~1/Bohemian%20Rhapsody~101.json',
      'tables/Music~1/table.json',
    ]);
    expect(forgetGone(machine, disk, 7)).toBe(1);
    expect(digestOfMachine(machine)).toEqual(before);
    expect(countsOf(machine)).toEqual({ tables: 1, items: 0, gone: 0 });
  });
});

describe('files that are no files of a table store', () => {
  it('are told, left alone, and stop nothing', () => {
    const { disk } = made([MUSIC, put('Music', letItBe), put('Music', bohemian)]);
    const write = (name: string, text: string) => disk.put(name, new TextEncoder().encode(text));
    const good = tree(disk)[file] as string;
    write(file, good.slice(0, 30));
    write('tables/x/table.json', good);
    write('tables/Music~1/a/b.json', good);
    write('tables/Music~1/a/c.json', '[]');
    write('tables/Music~1/a/d.json', '{"table":"Music","timestamp":0}');
    write('tables/strange', '{}');
    disk.append('tables/log', new Uint8Array(3));
    const { machine, wrong } = openMachine(disk);
    expect(wrong.map(({ file: name }) => name).sort()).toEqual(
      [
        file,
        'tables/x/table.json',
        'tables/Music~1/a/b.json',
        'tables/Music~1/a/c.json',
        'tables/Music~1/a/d.json',
        'tables/strange',
        'tables/log',
      ].sort(),
    );
    expect(wrong.find(({ file: name }) => name === file)?.says).toContain(
      'The item The Beatles, Let It Be of Music',
    );
    expect(countsOf(machine)).toEqual({ tables: 1, items: 1, gone: 0 });
    expect(disk.names()).toContain('tables/strange');
  });

  it('may take a table from its items, which do not come back with another one of the same name', () => {
    const { disk } = made([MUSIC, put('Music', letItBe), put('Music', bohemian)]);
    disk.put('tables/Music~1/table.json', new Uint8Array(20));
    const { machine, wrong } = openMachine(disk);
    expect(wrong.map(({ file: name }) => name)).toEqual(['tables/Music~1/table.json']);
    expect(getItem(machine, 'Music', 'The Beatles', 'Let It Be').body).toMatchObject({
      error: 'TableNotFound',
    });
    expect(apply(machine, disk, JSON.stringify(MUSIC), 9).did).toBe('created');
    expect(queryItems(machine, 'Music', 'The Beatles', '').body).toMatchObject({ items: [] });
    expect(Object.keys(tree(disk))).toEqual(['tables/Music~1/table.json']);
  });
});
