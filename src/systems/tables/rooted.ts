/** A node that keeps its files in another root than the usual one. It sees its own files alone, and tells in which root it says something. */
import type { Disk, NodeId, Operation, Outcome } from '../../kernel/contract.ts';
import { folderOfRoot, isUsual, rootOf } from './data-root.ts';
import { isOfRaft, type TablesMessage, type TablesTimer } from './messages.ts';
import type { TablesSelf } from './raft/state.ts';

/** What holds for one root: there is a term 1 in each. */
const OF_ROOT: readonly string[] = ['elected', 'voted'];

export function inRoot(self: TablesSelf, root: string): TablesSelf {
  if (isUsual(root)) return self;
  const { id, incarnation, setup } = self;
  return {
    ...{ id, incarnation, setup, disk: diskIn(self.disk, folderOfRoot(root)) },
    get now() {
      return self.now;
    },
    get clock() {
      return self.clock;
    },
    random: () => self.random(),
    send(to: NodeId, message: TablesMessage) {
      const rooted: TablesMessage = isOfRaft(message) ? withRoot(message, root) : message;
      self.send(to, rooted);
    },
    after: (delay, timer) => self.after(delay, timer),
    leave: () => self.leave(),
    cancel: (timer) => self.cancel(timer),
    work: (cost) => self.work(cost),
    note: (kind, detail) => self.note(kind, OF_ROOT.includes(kind) ? withRoot(detail, root) : detail),
    reply(operation: Operation, { status, value }: Outcome) {
      self.reply(operation, { status, value: withRoot(value, root) });
    },
    push: (session, data) => self.push(session, data),
    invoke: (operation, body) => self.invoke(operation, body),
    settle: (operation, outcome, text) => self.settle(operation, outcome, text),
  };
}

function withRoot<Said>(said: Said, root: string): Said {
  return { ...said, root };
}

/** In which root it was said: what comes late may come from another one, whose terms and entries are none of this one. */
export function rootIn(said: unknown): string {
  return rootOf((said as { readonly root?: string } | null)?.root);
}

function diskIn(disk: Disk<TablesTimer>, folder: string): Disk<TablesTimer> {
  return {
    append: (segment, bytes) => disk.append(folder + segment, bytes),
    put: (blob, bytes) => disk.put(folder + blob, bytes),
    remove: (name) => disk.remove(folder + name),
    sync: (done) => disk.sync(done),
    get failed() {
      return disk.failed;
    },
    read: (segment, from, to) => disk.read(folder + segment, from, to),
    size: (segment) => disk.size(folder + segment),
    get: (blob) => disk.get(folder + blob),
    names: () =>
      disk
        .names()
        .filter((name) => name.startsWith(folder))
        .map((name) => name.slice(folder.length)),
  };
}
