/** What every link of Ringside holds. It stands alone, so that a page can tell that there is no link without the code that reads one. */
export const MARK = '#s=';

/** Whether this is meant to be a link, whatever it is worth. */
export const isLink = (text: string): boolean => text.includes(MARK);
