/** Where the replay Worker begins: the spare one, in which the past is looked at while the nodes' own Workers stay where they are. */
import { expose } from 'comlink';
import { Replay } from '../lab/replay.ts';
// It is handed scenarios of every system, and is loaded only once somebody looks back.
import '../systems/registry.ts';
import { READY } from './signals.ts';

expose(new Replay());
self.postMessage(READY);
