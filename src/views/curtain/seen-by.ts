/**
 * What one node can know of a frame: itself, what it has sent and what is not there yet of it, and that the others exist. Who lives, who is cut off and what
 * others say to each other is taken out; what it believes of all that is read out of its own mind (systems/…/eyes.ts) and drawn instead.
 */
import type { Inside } from '../../lab/inside.ts';
import type { NodePicture, Picture } from '../../lab/picture.ts';
import type { Frame } from '../../lab/types.ts';

export function seenBy(as: string): (frame: Frame) => Frame {
  // A frame may bring the inside alone: who is meant has been found out by then.
  let own: string | null = null;
  return (frame) => {
    const { picture, inside } = frame;
    if (picture !== null) own = idOf(as, picture.nodes);
    return {
      ...frame,
      picture: picture === null ? null : pictureFor(own, picture),
      inside: inside === null ? null : insideFor(own, inside),
      events: [],
      eventsDropped: 0,
    };
  };
}

/** By its id, or by its name, as people write it. */
export function idOf(
  as: string,
  nodes: readonly { readonly id: string; readonly name: string }[],
): string | null {
  const wanted = as.toLowerCase();
  const found = nodes.find(({ id }) => id === as) ?? nodes.find(({ name }) => name.toLowerCase() === wanted);
  return found?.id ?? null;
}

function pictureFor(own: string | null, picture: Picture): Picture {
  const flights = picture.flights.filter(({ from }) => from === own);
  return {
    ...picture,
    nodes: picture.nodes.map((node) => (node.id === own || node.isClient ? node : hearsay(node))),
    network: { isolated: [], partitions: [], rules: [] },
    flights,
    inFlight: flights.length,
    crowds: picture.crowds.filter(({ from }) => from === own),
  };
}

/** Of anybody else it knows the name, and believes the rest. */
function hearsay(node: NodePicture): NodePicture {
  return { ...node, status: 'up', incarnation: 1, events: 0, glance: {}, disk: { bytes: 0, unsynced: 0 } };
}

function insideFor(own: string | null, inside: Inside): Inside {
  const mind = own === null ? undefined : inside.nodes[own];
  return { ...inside, nodes: own === null || mind === undefined ? {} : { [own]: mind } };
}
