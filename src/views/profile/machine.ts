/** What a browser says of itself and of its machine, for files of figures: who measured. */
export interface Measurer {
  readonly date: string;
  readonly browser: string;
  readonly cores: number;
}

export function whoMeasures(): Measurer {
  return {
    date: new Date().toISOString(),
    browser: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
  };
}

/** Of the page without its Workers, as one browser tells it and as coarsely as that does; null where none does. */
export function pageMemory(): number | null {
  const { memory } = performance as { readonly memory?: { readonly usedJSHeapSize?: number } };
  return memory?.usedJSHeapSize ?? null;
}
