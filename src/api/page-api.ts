/** The one router of a page: calls through the gateway and those of the panel wait their turn in one line. */
import type { LabHandle } from '../lab/types.ts';
import { newApi, type Api } from './new-api.ts';

const made = new WeakMap<LabHandle, Api>();

/** `base` is the path of the site, with a slash at either end; it is the same for all who ask. */
export function apiOf(lab: LabHandle, base: string): Api {
  const known = made.get(lab);
  if (known !== undefined) return known;
  const api = newApi(lab, { base });
  made.set(lab, api);
  return api;
}
