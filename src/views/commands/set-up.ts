/** `SETUP-CLUSTER 5`: a cluster of the open system with so many nodes, and everything else as is usual, begins in the place of the open one. */
import type { LabView } from '../lab-view.svelte.ts';
import { OWN } from '../starters.ts';
import { words } from '../words/panels.ts';
import type { PageReply } from './reply.ts';

/** What a page can still draw and run. */
const NODES_MOST = 256;

export async function setUp(view: LabView, [typed = '', ...rest]: readonly string[]): Promise<PageReply> {
  const { setUp: said, typeSetUp } = words.configuration;
  const count = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  if (count < 1 || count > NODES_MOST || rest.length > 0) return { ok: false, text: typeSetUp(NODES_MOST) };
  const text = JSON.stringify({ version: 1, system: view.frame.system, nodes: count });
  if (!(await view.open(text, view.frame.playing))) return { ok: false, text: view.refusals.join(' ') };
  view.chosen = OWN;
  return { ok: true, text: said(count) };
}
