/** What the browser keeps for a page, read without the page's own code. */
import type { Page } from '@playwright/test';

/** A run as it is kept, as far as a test looks at it. */
export interface KeptRun {
  readonly at: number;
  readonly text: string;
}

/** Every record that lies there; none where nothing has been kept yet. */
export function shelfOf(page: Page): Promise<readonly KeptRun[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase | null>((resolve, reject) => {
      const request = indexedDB.open('ringside');
      // Who looks before the page has kept anything must not leave it a database without a store: it would never make one.
      let isNew = false;
      request.onupgradeneeded = () => {
        isNew = true;
        request.transaction?.abort();
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = (event) => {
        event.preventDefault();
        if (isNew) resolve(null);
        else reject(new Error('the shelf could not be opened'));
      };
    });
    if (database === null) return [];
    const all = await new Promise<KeptRun[]>((resolve, reject) => {
      const request = database.transaction('shelf').objectStore('shelf').getAll();
      request.onsuccess = () => resolve(request.result as KeptRun[]);
      request.onerror = () => reject(new Error('the shelf could not be read'));
    });
    database.close();
    return all;
  });
}
