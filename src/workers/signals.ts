/** The two things that pass between the page and the bus Worker beside the lab's handle. */
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
