/** How answers are made, and how a call is refused: whatever a call finds wrong, it throws it here, and the router answers with it. */

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return jsonText(JSON.stringify(body), status, headers);
}

/** What is JSON already, as it is. */
export function jsonText(
  text: string,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(text, { status, headers: { ...HEADERS, ...headers } });
}

/** The text format of Prometheus, in the version that all readers know. */
export function exposition(text: string): Response {
  const headers = { ...HEADERS, 'content-type': 'text/plain; version=0.0.4; charset=utf-8' };
  return new Response(text, { headers });
}

export const SUCCESS = { success: true } as const;

export class Refused extends Error {
  readonly status: number;
  /** Beside `error`. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(status: number, says: string, more: Readonly<Record<string, unknown>> = {}) {
    super(says);
    this.status = status;
    this.more = more;
  }

  get response(): Response {
    return json({ error: this.message, ...this.more }, this.status);
  }
}

/** In ms since 1970, as everybody reads it. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
