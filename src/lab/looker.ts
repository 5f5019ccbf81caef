/** Answers what the inspector asks of the running cluster and of the record of its branch. It changes nothing. */
import { saveCheckpoint } from '../cluster/checkpoint.ts';
import type { HistoryEvent } from '../cluster/recorder.ts';
import { Operations } from '../history/operations.ts';
import { judge, type Check } from '../history/verdicts.ts';
import type { NodeId } from '../kernel/contract.ts';
import type { Reader } from '../systems/registered.ts';
import { systemOf } from '../systems/on-demand.ts';
import type { Standpoint } from './foresight.ts';
import { clocksOf, insideOfKey, underwayOf, type KeyLook } from './look-key.ts';
import { lookAtHealth, type HealthLook } from './look-health.ts';
import { lookAtLink, lookAtLinks, type LinkLook, type LinksLook } from './look-link.ts';
import { lookAtMessage, type MessageLook } from './look-message.ts';
import { lookAtNode, type NodeLook } from './look-node.ts';
import type { Run } from './run.ts';
import { NO_TRAIL, TrailReader, type Trail } from './trail.ts';

/** The reading of one key's record, so far. */
interface Reading {
  readonly of: string;
  readonly reader: TrailReader;
  cursor: number;
}

export class Looker {
  #reading: Reading | null = null;

  /** `epoch`: whenever the past may have changed it is read anew. */
  async key(run: Run, key: string, epoch: number): Promise<KeyLook> {
    const reader = await readerOf(run);
    const inside = await insideOfKey(run.cluster, key);
    const underway = underwayOf(run.cluster, reader, key);
    return { key, inside, underway, trail: this.#trail(run, reader, key, epoch), ...clocksOf(run.cluster) };
  }

  async node(run: Run, id: NodeId): Promise<NodeLook | null> {
    return lookAtNode(run.cluster, recordOf(run), await readerOf(run), id);
  }

  message(run: Run, name: string, copy: number): MessageLook | null {
    return lookAtMessage(run.cluster, recordOf(run), name, copy);
  }

  link(run: Run, from: NodeId, to: NodeId): LinkLook | null {
    return lookAtLink(run.cluster, from, to);
  }

  links({ cluster }: Run): LinksLook {
    return lookAtLinks(cluster);
  }

  async health({ cluster }: Run): Promise<readonly HealthLook[]> {
    return lookAtHealth(cluster);
  }

  /** By all that clients and nodes have told so far. */
  async judge(run: Run): Promise<readonly Check[]> {
    const operations = new Operations(run.cluster.system.watches);
    operations.record(recordOf(run));
    return judge(run.cluster, operations, false);
  }

  /** What is judged by, of what is recorded so far: a branch that is to be judged goes on from it. */
  told(run: Run): readonly HistoryEvent[] {
    const watched = new Set(run.cluster.system.watches ?? []);
    return recordOf(run).filter(
      (event) =>
        event.what === 'invoked' ||
        event.what === 'settled' ||
        (event.what === 'note' && watched.has(event.kind)),
    );
  }

  /** Where this run stands, for branches that go on from it. */
  async standpoint({ scenario, branch, cluster }: Run): Promise<Standpoint> {
    return { scenario, script: [...branch.script], checkpoint: await saveCheckpoint(cluster) };
  }

  #trail(run: Run, reader: Reader | null, key: string, epoch: number): Trail {
    if (reader === null) return NO_TRAIL;
    const { log } = run.branch;
    const of = `${epoch} ${run.branch.id} ${key}`;
    if (this.#reading?.of !== of) this.#reading = { of, reader: new TrailReader(reader, key), cursor: 0 };
    const reading = this.#reading;
    const { events, cursor } = log.page(reading.cursor, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    reading.reader.read(events);
    reading.cursor = cursor;
    const since = log.dropped === 0 ? 0 : (log.all[0]?.at ?? 0);
    return reading.reader.before(endOf(run), since);
  }
}

async function readerOf({ scenario }: Run): Promise<Reader | null> {
  return (await systemOf(scenario.system).reader?.()) ?? null;
}

function recordOf(run: Run): readonly HistoryEvent[] {
  return run.branch.log.page(0, endOf(run), Number.MAX_SAFE_INTEGER).events;
}

/** At the very head the actions of this instant are done, and belong to what is seen. */
function endOf(run: Run): number {
  return run.isInThePast ? run.cluster.position : Number.MAX_SAFE_INTEGER;
}
