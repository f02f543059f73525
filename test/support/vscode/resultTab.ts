// The tab that shows what an exploration has found.

import type { FrameLocator, Locator, Page } from 'playwright-core';
import { waitUntil } from './waitUntil.ts';

export class ResultTab {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get frame(): FrameLocator {
    const outer = 'iframe.webview[src*="extensionId=weft.weft"]:not([src*="purpose=webviewView"])';
    return this.page.frameLocator(outer).frameLocator('#active-frame');
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  /** Waits until the verdict is this, and gives the text of the whole page. */
  async verdict(expected: RegExp): Promise<string> {
    const heading = this.frame.getByRole('heading', { level: 1 });
    await heading.filter({ hasText: expected }).waitFor({ timeout: 60_000 });
    return this.frame.locator('main').innerText();
  }

  /** The columns of the first counterexample, and its cells that are not empty, row by row. */
  async table(): Promise<{ readonly heads: readonly string[]; readonly cells: readonly string[] }> {
    const table = this.frame.locator('table').first();
    const heads = await table.locator('th').allInnerTexts();
    const cells = await table.locator('td:not(:empty)').allInnerTexts();
    return { heads, cells: cells.map((cell) => cell.trim()) };
  }

  /** Waits until a notification tells of the search. */
  async progress(): Promise<string> {
    const shown = this.page.locator('.notification-list-item').filter({ hasText: 'Exploring' });
    const read = async (): Promise<string> => (await shown.allInnerTexts()).join('\n');
    return waitUntil(read, (text) => /\d+ schedules/.test(text), { what: 'progress of a search' });
  }
}
