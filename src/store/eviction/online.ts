/** The policies for teaching that an engine can run: all but the one that has to know the future. */
import { fifo } from './fifo.ts';
import { lfu } from './lfu.ts';
import { lru } from './lru.ts';
import { random } from './random.ts';
import { s3Fifo } from './s3-fifo.ts';
import { sieve } from './sieve.ts';
import { wTinyLfu } from './w-tinylfu.ts';

export const onlinePolicies = { lru, fifo, lfu, sieve, s3fifo: s3Fifo, wtinylfu: wTinyLfu, random };
