/** Which systems there are, in which edition, and the versions of what is written down. */
import { FINGERPRINT_FORMAT } from '../kernel/fingerprint.ts';
import { PROTOCOL_VERSION } from '../kernel/protocol.ts';
import { VERSION } from '../scenario/schema.ts';
import { bringSystems, systems } from '../systems/on-demand.ts';
import type { Versions } from './types.ts';

export async function versions(): Promise<Versions> {
  await bringSystems();
  return {
    systems: [...systems.values()].map(({ id, edition }) => ({ id, edition })),
    formats: { scenario: VERSION, protocol: PROTOCOL_VERSION, fingerprint: FINGERPRINT_FORMAT },
  };
}
