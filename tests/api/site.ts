/** A lab with a cache in it, and its API, as the page will have them: without a page. */
import { expect } from 'vitest';
import { newApi } from '../../src/api/new-api.ts';
import type { Lab } from '../../src/lab/lab.ts';
import type { Frame } from '../../src/lab/types.ts';
import { scenarioWith } from './recipes.ts';
import { localLab } from '../support/lab.ts';

export interface Answered {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies are what the test says they are
  readonly body: any;
  readonly text: string;
  readonly headers: Headers;
}

export interface Site {
  readonly lab: Lab;
  frame(elapsed?: number): Promise<Frame>;
  /** Lets the cluster's time pass, in ms. */
  pass(milliseconds: number): Promise<void>;
  act(action: Parameters<Lab['act']>[0]): Promise<void>;
  call(method: string, path: string, body?: unknown): Promise<Answered>;
  /** The same with the very bytes of a body. */
  send(method: string, path: string, body?: RequestInit['body']): Promise<Answered>;
}

export const HOME = 'https://ringside.example/sub/path/';

export async function openSite(more: Readonly<Record<string, unknown>> = {}): Promise<Site> {
  let wall = 0;
  const lab = localLab(() => (wall += 0.001));
  expect(await lab.open({ text: scenarioWith(more) })).toEqual({ ok: true });
  return siteOf(lab);
}

export function siteOf(lab: Lab): Site {
  const api = newApi(lab, { base: new URL(HOME).pathname });
  const send: Site['send'] = async (method, path, body) => {
    const init = body === undefined ? { method } : { method, body, duplex: 'half' };
    const response = await api.fetch(new Request(new URL(path, HOME), init as RequestInit));
    const said = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return {
      status: response.status,
      body: isJson && said !== '' ? (JSON.parse(said) as unknown) : null,
      text: said,
      headers: response.headers,
    };
  };
  return {
    lab,
    send,
    frame: (elapsed = 0) => lab.frame(elapsed, { epoch: -1, cursor: 0, picture: -1 }),
    async pass(milliseconds) {
      expect(await lab.pass(Math.round(milliseconds * 1_000))).toEqual({ ok: true });
    },
    async act(action) {
      expect(await lab.act(action)).toEqual({ ok: true });
    },
    call: (method, path, body) => send(method, path, body === undefined ? undefined : JSON.stringify(body)),
  };
}

/** Pulls frames, as a page does, until something is over. */
export async function whilePlaying<Result>({ lab, frame }: Site, work: Promise<Result>): Promise<Result> {
  expect(await lab.play(1)).toEqual({ ok: true });
  let isOver = false;
  const over = work.finally(() => (isOver = true));
  over.catch(() => undefined);
  for (let frames = 0; !isOver && frames < 20_000; frames += 1) {
    await frame(16);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return over;
}

/** The session as a link would carry it, run again from its beginning: every answer stands in it. */
export async function replayed(site: Site): Promise<{ readonly first: string; readonly again: string }> {
  const { at, picture } = await site.frame();
  const text = await site.lab.scenario();
  const other = await openSite();
  expect(await other.lab.open({ text })).toEqual({ ok: true });
  await other.pass(at / 1_000);
  const second = await other.frame();
  expect(second.at).toBe(at);
  return { first: picture?.fingerprint ?? '', again: second.picture?.fingerprint ?? '?' };
}
