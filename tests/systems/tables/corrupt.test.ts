/** A byte of a disk that is not what was written: it is found, whichever it is, and the node stops; or nothing that counts was in it. */
import { describe, expect, it } from 'vitest';
import { DiskFiles, type DiskContent } from '../../../src/kernel/disk.ts';
import { digestOfMachine } from '../../../src/systems/tables/machine/read.ts';
import { seal, unseal } from '../../../src/systems/tables/sealed.ts';
import { PaperDisk } from '../../protocols/paper-disk.ts';
import { Hand } from './hand.ts';
import { createTable, put } from './play.ts';

/** A digit becomes another one, a letter another letter, and a byte one that is in no text. */
const MASKS = [1, 4, 0x20, 0x80];

/** Of which other data comes: nothing of it may differ where the node does not say that it is damaged. */
function heldBy(hand: Hand, id: string) {
  const { term, votedFor, log, configurations, machine, restored, isForgetful } = hand.state(id);
  return { term, votedFor, log, configurations, data: digestOfMachine(machine), restored, isForgetful };
}

/** What a node makes of its disk, and of that disk with any one byte changed. */
function changeEveryByte(hand: Hand, id: string): { found: Set<string>; silent: string[] } {
  hand.kill(id, 'process');
  const kept = hand.disk(id).files.content();
  const startFrom = (files: DiskFiles): void => {
    hand.lay(id, files);
    hand.start(id);
  };
  startFrom(copyOf(kept));
  expect(hand.state(id).stopped).toBeNull();
  const whole = heldBy(hand, id);
  const found = new Set<string>();
  const silent: string[] = [];
  for (const [name, offset] of new PaperDisk(copyOf(kept)).places()) {
    const files = copyOf(kept);
    files.flip(name, offset, MASKS[offset % MASKS.length] as number);
    startFrom(files);
    const { stopped } = hand.state(id);
    if (stopped !== null) found.add(`${name}: ${stopped}`);
    else if (JSON.stringify(heldBy(hand, id)) !== JSON.stringify(whole)) silent.push(`${name} at ${offset}`);
  }
  return { found, silent };
}

/** With bytes of its own, so that what is changed in it is changed in it alone. */
function copyOf(content: DiskContent): DiskFiles {
  return DiskFiles.from(structuredClone(content));
}

/** Tables, items, one that is deleted, and a log that has been compacted. */
function play(hand: Hand): void {
  hand.elect('n1');
  createTable(hand, 'n1');
  hand.deliver();
  hand.slow.add('n3');
  hand.apart(['n1', 'n2'], ['n3']);
  for (let count = 0; count < 14; count += 1) put(hand, 'n1', `value ${count}`);
  hand.deliver();
  hand.together();
}

describe('a changed byte', () => {
  it('of a log, of a table or of an item stops the node that finds it', () => {
    const hand = new Hand({ options: { snapshotEvery: 10 } });
    play(hand);
    const { found, silent } = changeEveryByte(hand, 'n2');
    expect(silent).toEqual([]);
    const says = [...found];
    expect(says.filter((each) => each.endsWith('.json: its files are damaged')).length).toBeGreaterThan(10);
    expect(says).toContain('tables/T~1/table.json: its files are damaged');
    expect(says).toContain('raft/durable: its log is damaged');
    expect(says).toContainEqual(expect.stringMatching(/^raft\/base-\d+: its log is damaged$/));
  });

  it('of a snapshot that was being installed does so as well', () => {
    const hand = new Hand({ options: { snapshotEvery: 10, snapshotChunk: 8_192 } });
    play(hand);
    hand.sync('n3');
    hand.beat('n1');
    hand.deliver({ to: 'n3' }, 1);
    hand.sync('n3');
    hand.deliver({ from: 'n3' }, 1);
    const [part] = hand.take({ kind: 'install snapshot' });
    if (part === undefined) throw new Error('no snapshot was sent');
    hand.take();
    const { pending } = hand.disk('n3');
    hand.hand(part);
    // The power goes when the snapshot is on the disk, and nothing of it is done.
    hand.kill('n3', 'power', pending + 1);
    hand.slow.clear();
    expect(hand.disk('n3').names()).toContain('raft/snapshot');
    const { found, silent } = changeEveryByte(hand, 'n3');
    expect(silent).toEqual([]);
    expect([...found]).toContain('raft/snapshot: its files are damaged');
  });
});

describe('a sealed object', () => {
  it('is itself without its seal, and nothing once any byte of it is changed', () => {
    for (const json of ['{"a":1}', '{"text":"ä€𝄞\\u0000 \ufeff\ufffd","deep":{"checksum":"00"}}']) {
      const bytes = seal(json);
      expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject(JSON.parse(json) as object);
      expect(unseal(bytes)).toBe(json);
      for (let offset = 0; offset < bytes.length; offset += 1)
        for (let mask = 1; mask < 256; mask += 1) {
          const changed = bytes.slice();
          changed[offset] = (changed[offset] as number) ^ mask;
          expect(unseal(changed)).toBeNull();
        }
      for (let length = 0; length < bytes.length; length += 1)
        expect(unseal(bytes.slice(0, length))).toBeNull();
    }
  });
});
