/** The few globals of a Service Worker that are used: the libraries of types know either a page or a Worker, and this project is compiled once. */
export interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface Fetching extends Lasting {
  readonly request: Request;
  readonly clientId: string;
  respondWith(response: Promise<Response>): void;
}
/** A page that is open. */
export interface OpenPage {
  readonly id: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
}
export interface Told extends Lasting {
  readonly data: unknown;
  readonly source: OpenPage | null;
  readonly ports: readonly MessagePort[];
}
export interface Gateway {
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    /** Those that were looked at last come first. */
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly OpenPage[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listen: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listen: (event: Fetching) => void): void;
  addEventListener(type: 'message', listen: (event: Told) => void): void;
}
