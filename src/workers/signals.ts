/** What passes beside the handles: that a Worker listens now, and whether the page is seen. */
export const READY = { ringside: 'ready' } as const;

export interface Visibility {
  readonly ringside: 'visibility';
  readonly isVisible: boolean;
}

export function isReady(data: unknown): boolean {
  return (data as Partial<typeof READY> | null)?.ringside === READY.ringside;
}

export function isVisibility(data: unknown): data is Visibility {
  return (data as Partial<Visibility> | null)?.ringside === 'visibility';
}
