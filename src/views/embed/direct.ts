/** An order of the page around a frame, to a cluster that lives. */
import type { Order } from '../../share/embed.ts';
import type { LabView } from '../lab-view.svelte.ts';
import type { Done } from './voice.ts';

export type LiveOrder = Exclude<Order, { do: 'open' | 'dark' }>;

/** What the lab refuses is answered with its own sentences. */
export async function direct(view: LabView, order: LiveOrder): Promise<Done> {
  switch (order.do) {
    case 'play':
      return view.play(order.pace);
    case 'seek':
      return view.seek(order.at);
    case 'step':
      return order.by === 'back' ? view.back() : view.step(order.by);
    case 'pause':
      await view.pause();
      return { ok: true };
    case 'select':
      view.selection = order.what;
      return { ok: true };
  }
}
