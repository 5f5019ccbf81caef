/** etcd, in the place of the table store: the same Raft, under keys and values. */
import type { Counterpart } from '../counterpart.ts';
import { tablesAsker } from './commands.ts';
import { etcdSetUp, readsOf } from './config.ts';
import { ETCD_LIB } from './lib.ts';

export const etcd: Counterpart = {
  name: 'etcd',
  client: 'etcdctl',
  prefix: 'etcd',
  image: ['build: ./etcd', 'image: ringside-storm-etcd'],
  command: (id) => `[etcd, --config-file, /config/${id}.yml]`,
  setUp: etcdSetUp,
  start: () => ['insist has_leader'],
  lib: ETCD_LIB,
  asker: (scenario) => tablesAsker(readsOf(scenario), scenario.options),
  differs: [
    '**There are no tables.** etcd has keys and values: a table is the key `tables/NAME`, an item is `items/TABLE/PARTITION/SORT` with its JSON, each part percent-encoded. A write is a transaction that asks first whether the table is there; `FAILURE` says that it is not.',
    '**Nobody is sent on.** A follower of etcd hands a write to its leader by itself, where Ringside’s names the leader and lets the client go there (421).',
    '**Which write is newer** is told by etcd’s revision, and not by the index in the log.',
    '**Elections** wait between one and two times `election-timeout`. A leader that hears no majority always steps down.',
    '**The log is kept longer:** etcd makes a snapshot as often as the scenario says, and keeps 5000 entries behind it for those who come late.',
    '**Who joins** learns first and votes later, one at a time. Who has lost its disk is taken out and comes in again as somebody new.',
  ],
  trafficTold: (_, index) => [
    `Traffic ${index}: each operation starts an etcdctl, which takes some 20 ms; lifetimes are left out.`,
  ],
};
