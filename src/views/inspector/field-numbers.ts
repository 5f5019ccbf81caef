/** Numbers that people type into fields: with a comma or a point, and within bounds. */
export function numberIn(text: string, least: number, most: number): number | null {
  const cleaned = text.trim().replace(',', '.').replace('\u2212', '-');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(cleaned)) return null;
  const value = Number(cleaned);
  return value >= least && value <= most ? value : null;
}
