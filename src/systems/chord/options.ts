/** What a scenario may say of a ring, as the program reads it. */
import type { Options } from '../../kernel/system.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Mutant } from './mutants.ts';

export interface ChordOptions {
  /** How long identifiers are. */
  readonly bits: number;
  /** How many successors each node knows. */
  readonly successors: number;
  /** Copies in all: at the owner and at the next ones behind it. */
  readonly replicas: number;
  /** Whether the answer goes straight to who asked, or back the way that the request came. */
  readonly reply: 'direct' | 'route';
  /** Whether each node passes a request on, or the issuer asks one after the other and then the owner itself. */
  readonly lookup: 'recursive' | 'iterative';
  /** Without fingers a node knows its neighbours only. */
  readonly fingers: boolean;
  /** Whether the founders know their ring, or all but the first few join one after the other. */
  readonly begin: 'ring' | 'few';
  /** Whether who starts later joins by itself, or waits to be told through whom. */
  readonly joins: 'alone' | 'told';
  readonly stabilise: Micros;
  readonly fixFingers: Micros;
  readonly checkPredecessor: Micros;
  /** How often copies are compared; 0: never. */
  readonly repair: Micros;
  /** How long a node waits for another one's answer before it takes it for dead. */
  readonly hopTimeout: Micros;
  /** How long the issuer waits for the owner's answer. */
  readonly requestTimeout: Micros;
  /** How often the issuer asks again, hop by hop then, and under the same request id. */
  readonly retries: number;
  /** How long a deletion is remembered. */
  readonly grace: Micros;
  readonly mutants: ReadonlySet<Mutant>;
}

export function chordOptions(given: Options): ChordOptions {
  return {
    bits: Number(given.bits),
    successors: Number(given.successors),
    replicas: Number(given.replicas),
    reply: given.reply === 'route' ? 'route' : 'direct',
    lookup: given.lookup === 'iterative' ? 'iterative' : 'recursive',
    fingers: given.fingers === true,
    begin: given.begin === 'few' ? 'few' : 'ring',
    joins: given.joins === 'told' ? 'told' : 'alone',
    stabilise: Number(given.stabilise),
    fixFingers: Number(given.fixFingers),
    checkPredecessor: Number(given.checkPredecessor),
    repair: Number(given.repair),
    hopTimeout: Number(given.hopTimeout),
    requestTimeout: Number(given.requestTimeout),
    retries: Number(given.retries),
    grace: Number(given.grace),
    mutants: new Set(given.mutants as readonly Mutant[]),
  };
}
