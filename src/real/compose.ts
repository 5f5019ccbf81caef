/** The compose file, and what it is built from. Every version is pinned, so that it is the same next year. */
import type { Counterpart } from './counterpart.ts';
import type { Seat, Seats } from './seats.ts';
import { SUBNET } from './seats.ts';

const WIRE = 'alpine:3.21.3';

/**
 * A node is two containers: the wire has the address and the laws of the links, and the program runs in the wire's network. So what holds on a link
 * outlives a kill, as a cable does.
 */
export function composeFile({ nodes, client }: Seats, counterpart: Counterpart): string {
  const seats = [...nodes, client];
  return `${[
    'name: ringside-storm',
    'networks:',
    '  ring:',
    '    ipam:',
    '      config:',
    `        - subnet: ${SUBNET}`,
    'volumes:',
    ...nodes.map(({ id }) => `  data-${id}: {}`),
    'services:',
    ...seats.flatMap(wireOf),
    ...nodes.flatMap((node) => nodeOf(node, counterpart)),
    ...clientOf(client, counterpart),
  ].join('\n')}\n`;
}

function wireOf({ wire, address, isLater }: Seat): readonly string[] {
  return [
    `  ${wire}:`,
    '    build: ./wire',
    '    image: ringside-storm-wire',
    '    init: true',
    '    cap_add: [NET_ADMIN]',
    '    networks:',
    '      ring:',
    `        ipv4_address: ${address}`,
    ...later(isLater),
  ];
}

function nodeOf({ id, service, wire, isLater }: Seat, { image, command }: Counterpart): readonly string[] {
  return [
    `  ${service}:`,
    ...image.map((line) => `    ${line}`),
    `    command: ${command(id)}`,
    `    network_mode: service:${wire}`,
    `    depends_on: [${wire}]`,
    '    restart: "no"',
    '    volumes:',
    '      - ./config:/config:ro',
    `      - data-${id}:/data`,
    ...later(isLater),
  ];
}

function clientOf({ service, wire }: Seat, { image }: Counterpart): readonly string[] {
  return [
    `  ${service}:`,
    ...image.map((line) => `    ${line}`),
    '    command: [sleep, infinity]',
    '    init: true',
    `    network_mode: service:${wire}`,
    `    depends_on: [${wire}]`,
  ];
}

const later = (isLater: boolean): readonly string[] => (isLater ? ['    profiles: [later]'] : []);

export const WIRE_FILE = `# Holds a network address, its queues (tc) and its cuts (iptables), and does nothing else.
FROM ${WIRE}
RUN apk add --no-cache iproute2 iptables
CMD ["sleep", "infinity"]
`;
