/** Hosts that stand between a cluster and LocalHost. Each passes everything on; what it does besides is its name. */
import { NodeLost, type Host, type Port } from '../../src/cluster/host.ts';
import type { NodeId } from '../../src/kernel/contract.ts';
import type { Advance, Envelope, NodeReply, NodeRequest } from '../../src/kernel/protocol.ts';

interface Between {
  request?(node: NodeId, request: NodeRequest): NodeRequest;
  reply?(node: NodeId, request: NodeRequest, reply: NodeReply): NodeReply;
}

function between(host: Host, { request: onRequest, reply: onReply }: Between): Host {
  const wrap = (node: NodeId, port: Port): Port => ({
    call: <Reply extends NodeReply>(request: NodeRequest): Reply | Promise<Reply> => {
      const passed = onRequest?.(node, request) ?? request;
      const reply = port.call<Reply>(passed);
      const after = (answer: Reply): Reply => (onReply ? (onReply(node, passed, answer) as Reply) : answer);
      return reply instanceof Promise ? reply.then(after) : after(reply);
    },
  });
  return {
    start: (node) => {
      const port = host.start(node);
      return port instanceof Promise ? port.then((one) => wrap(node, one)) : wrap(node, port);
    },
    end: (node) => host.end(node),
    open: (body) => host.open(body),
    dispose: () => host.dispose(),
    simulated: host.simulated,
  };
}

/** Nobody changes a message, ever: here whoever tries throws, and throwing shows as a crash. */
export function freezing(host: Host): Host {
  const all = (envelopes: readonly Envelope[]): void => envelopes.forEach(({ body }) => deepFreeze(body));
  return between(host, {
    request: (_node, request) => {
      if (request.do === 'advance') all(request.arrivals);
      return request;
    },
    reply: (_node, request, reply) => {
      if (request.do === 'advance') all((reply as Advance).sends);
      return reply;
    },
  });
}

/** Bytes cannot be frozen by the language; everything around them can. */
export function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value))
    return;
  Object.freeze(value);
  for (const field of Object.values(value)) deepFreeze(field);
}

/** Hands the message of one arrival to `change` on its way in, the first that `change` answers with another. */
export function tampering(change: (envelope: Envelope) => unknown): (host: Host) => Host {
  return (host) => {
    let done = false;
    return between(host, {
      request: (_node, request) => {
        if (request.do !== 'advance' || done) return request;
        const arrivals = request.arrivals.map((envelope) => {
          const body = done ? undefined : change(envelope);
          if (body === undefined) return envelope;
          done = true;
          return { ...envelope, body };
        });
        return { ...request, arrivals };
      },
    });
  };
}

/** Answers come later, in another order each time, as they do from threads. */
export function dawdling(turns: () => number): (host: Host) => Host {
  return (host) => ({
    ...between(host, {}),
    start: async (node) => {
      const port = await host.start(node);
      return {
        call: async <Reply extends NodeReply>(request: NodeRequest): Promise<Reply> => {
          for (let turn = turns(); turn > 0; turn -= 1) await Promise.resolve();
          return port.call<Reply>(request);
        },
      };
    },
  });
}

/** Counts what lives: every start adds a node, every end takes it away. */
export function counting(living: Map<NodeId, number>): (host: Host) => Host {
  return (host) => ({
    ...between(host, {}),
    start: (node) => {
      living.set(node, (living.get(node) ?? 0) + 1);
      return host.start(node);
    },
    end: (node) => {
      living.delete(node);
      return host.end(node);
    },
  });
}

/** Does not answer the call of this number, as a node that hangs does not: by then the host has ended it. */
export function losing(call: number, because: 'hung' | 'lost'): (host: Host) => Host {
  return (host) => {
    let calls = 0;
    return {
      ...between(host, {}),
      start: async (node) => {
        const port = await host.start(node);
        return {
          call: async <Reply extends NodeReply>(request: NodeRequest): Promise<Reply> => {
            if (request.do === 'advance') calls += 1;
            if (request.do === 'advance' && calls === call)
              throw new NodeLost(because, `${node} does not answer`);
            return port.call<Reply>(request);
          },
        };
      },
    };
  };
}
