/** Which systems have a counterpart: known before anything of a folder is made. */
export const COUNTERPART_OF = { cache: 'Redis', tables: 'etcd' } as const;

export function counterpartOf(system: string): string | null {
  return (COUNTERPART_OF as Readonly<Record<string, string>>)[system] ?? null;
}
