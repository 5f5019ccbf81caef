/** Commands of one connection side by side, and their replies in order. */
import { describe, expect, it } from 'vitest';
import { createReplyBuffer } from '../../../src/store/resp/encoder.ts';
import { DEFAULT_LIMITS } from '../../../src/store/resp/parser.ts';
import { OK, type Reply } from '../../../src/store/reply.ts';
import { Pipeline, type LateCaller } from '../../../tools/resp/pipeline.ts';
import { octets, request } from './serve.ts';

/** Answers when it is told to; a command speaks of its second word, and of nothing without one. */
function connection(limits: Partial<LateCaller> = {}) {
  const open = new Map<string, (reply: Reply) => void>();
  const caller = {
    ...DEFAULT_LIMITS,
    isLeaving: false,
    keysOf: (args: readonly string[]) => (args.length > 1 ? [args[1] as string] : null),
    ask: (args: readonly string[], answer: (reply: Reply) => void) => void open.set(args.join(' '), answer),
    close: () => {},
    ...limits,
  };
  let news = 0;
  const pipeline = new Pipeline(caller, () => (news += 1));
  return {
    pipeline,
    caller,
    news: () => news,
    underWay: () => [...open.keys()],
    say: (...commands: readonly string[]) =>
      pipeline.feed(octets(commands.map((command) => request(...command.split(' '))).join(''))),
    answer(command: string, reply: Reply = command) {
      const answer = open.get(command);
      open.delete(command);
      answer?.(reply);
    },
    sent() {
      const output = createReplyBuffer();
      pipeline.leave(output);
      return Buffer.from(output.bytes.slice(0, output.length)).toString('latin1');
    },
  };
}

describe('commands of one connection', () => {
  it('go side by side where they speak of different keys, and are answered in order', () => {
    const { say, answer, sent, underWay, news } = connection();
    say('SET a 1', 'SET b 2', 'GET c');
    expect(underWay()).toEqual(['SET a 1', 'SET b 2', 'GET c']);
    answer('GET c', 'third');
    answer('SET b 2', OK);
    expect(sent()).toBe('');
    answer('SET a 1', 'first');
    expect(sent()).toBe('$5\r\nfirst\r\n+OK\r\n$5\r\nthird\r\n');
    expect(news()).toBe(3);
  });

  it('wait for those before them that speak of the same key, and so do all behind', () => {
    const { say, answer, underWay, pipeline } = connection();
    say('SET a 1', 'GET a', 'GET b');
    expect(underWay()).toEqual(['SET a 1']);
    expect(pipeline.isFull).toBe(true);
    answer('SET a 1');
    expect(underWay()).toEqual(['GET a', 'GET b']);
    expect(pipeline.isFull).toBe(false);
  });

  it('are alone where they speak of no key', () => {
    const { say, answer, underWay } = connection();
    say('GET a', 'DBSIZE', 'GET b');
    expect(underWay()).toEqual(['GET a']);
    answer('GET a');
    expect(underWay()).toEqual(['DBSIZE']);
    answer('DBSIZE', 1);
    expect(underWay()).toEqual(['GET b']);
  });

  it('are read by the limits that hold when those before them are answered', () => {
    const { say, answer, caller, sent, pipeline } = connection({ isStranger: true });
    const many = ['DEL', ...'abcdefghijklmno'].join(' ');
    say('HELLO', many);
    caller.isStranger = false;
    answer('HELLO');
    answer(many, 0);
    expect(sent()).toBe('$5\r\nHELLO\r\n:0\r\n');
    expect(pipeline.fate).toBe('open');
  });

  it('may come in any pieces', () => {
    const { pipeline, answer, sent } = connection();
    const stream = octets(request('GET', 'a') + request('GET', 'b'));
    for (let at = 0; at < stream.length; at += 1) pipeline.feed(stream.subarray(at, at + 1));
    answer('GET b', 'y');
    answer('GET a', 'x');
    expect(sent()).toBe('$1\r\nx\r\n$1\r\ny\r\n');
  });

  it('are no more than a line holds; the rest is read when there is room', () => {
    const { say, answer, sent, underWay, pipeline } = connection();
    const commands = Array.from({ length: 1_500 }, (_, index) => `GET ${index}`);
    say(...commands);
    expect(underWay()).toHaveLength(1_024);
    expect(pipeline.isFull).toBe(true);
    for (const command of commands.slice(0, 1_024)) answer(command, null);
    expect(sent()).toBe('$-1\r\n'.repeat(1_024));
    expect(underWay()).toEqual(commands.slice(1_024));
    expect(pipeline.isFull).toBe(false);
  });
});

describe('a connection ends', () => {
  it('when it leaves, with its last reply', () => {
    const { say, answer, caller, sent, pipeline, underWay } = connection();
    say('GET a', 'QUIT', 'GET b');
    answer('GET a', 1);
    caller.isLeaving = true;
    answer('QUIT', OK);
    expect(underWay()).toEqual([]);
    expect(sent()).toBe(':1\r\n+OK\r\n');
    expect([pipeline.fate, pipeline.isOver]).toEqual(['leaving', true]);
  });

  it('at what is no command, when all before it is answered', () => {
    const { pipeline, answer, sent } = connection();
    pipeline.feed(octets(`${request('GET', 'a')}*1\r\n!1\r\n`));
    expect([pipeline.fate, pipeline.isOver, sent()]).toEqual(['leaving', false, '']);
    answer('GET a', 1);
    expect(sent()).toBe(":1\r\n-ERR Protocol error: expected '$', got '!'\r\n");
    expect(pipeline.isOver).toBe(true);
  });

  it('at once where a browser speaks HTTP', () => {
    const { pipeline, news } = connection();
    pipeline.feed(octets('POST / HTTP/1.1\r\nHost: x\r\n'));
    expect([pipeline.fate, news()]).toEqual(['cut', 1]);
  });

  it('when the other side has said all, and not before it is answered', () => {
    const { say, answer, sent, pipeline } = connection();
    say('GET a', 'GET a');
    pipeline.finish();
    answer('GET a', 1);
    expect([sent(), pipeline.isOver]).toEqual([':1\r\n', false]);
    answer('GET a', 2);
    expect([pipeline.fate, sent(), pipeline.isOver]).toEqual(['leaving', ':2\r\n', true]);
  });
});
