/** The panels beneath the ring, by the hand of a person. */
import type { Page } from '@playwright/test';

/** By its tab, or from the list behind the tabs. */
export async function openPanel(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('tab', { name: new RegExp(`^${name}( |\\d|$)`) });
  const more = page.locator('.bar').getByRole('button', { name: 'More', exact: true });
  await tab.or(more).first().waitFor();
  if ((await tab.count()) > 0) return tab.click();
  await more.click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}
