/** A button that does it again and again while it is held down. */
const FIRST = 400;
const AGAIN = 140;

export interface Hold {
  down(): void;
  up(): void;
}

/** `act` is called at once, and again for as long as it lasts; never twice at a time. */
export function holding(act: () => Promise<unknown>): Hold {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = async (wait: number): Promise<void> => {
    await act();
    if (timer !== undefined) timer = setTimeout(() => void again(AGAIN), wait);
  };
  return {
    down() {
      timer = setTimeout(() => undefined);
      void again(FIRST);
    },
    up() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
