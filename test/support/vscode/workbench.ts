// One VS Code window as a user has it: palette, quick picks, the Weft panel, themes, pictures.

import { errors, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { waitUntil } from './waitUntil.ts';

/** Name → class of the workbench's root. */
const themeClasses = {
  'Dark Modern': 'vs-dark',
  'Light Modern': 'vs',
  'Dark High Contrast': 'hc-black',
} as const;

export type Theme = keyof typeof themeClasses;
export const themes: readonly Theme[] = ['Dark Modern', 'Light Modern', 'Dark High Contrast'];

export class Workbench {
  readonly page: Page;
  /** The folder that is open; absolute path. */
  readonly folder: string;

  private constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
  }

  /** Waits until the workbench has loaded and knows the extension. */
  static async ready(page: Page, folder: string): Promise<Workbench> {
    await page.locator('.activitybar [aria-label="Weft"]').first().waitFor({ timeout: 60_000 });
    return new Workbench(page, folder);
  }

  /** Runs a command by its full title through the palette: `Weft: Run Threading Example`. */
  async runCommand(title: string): Promise<void> {
    // The palette closes when something that was opened before takes the focus late.
    const attempt = async (): Promise<boolean> => {
      await this.openPalette(title);
      return this.choose(title, 5_000);
    };
    await waitUntil(attempt, Boolean, { what: `the command ${title}` });
  }

  /** The titles that the palette offers for a text. */
  async paletteTitles(text: string): Promise<readonly string[]> {
    await this.openPalette(text);
    await this.rows().first().waitFor();
    const titles = await this.rows().locator('.label-name').allInnerTexts();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  /** Chooses the entry with exactly this label in the open quick pick. */
  async pick(label: string): Promise<void> {
    // The list holds only the rows that are in sight.
    await this.quickInput().fill(label);
    if (!(await this.choose(label, 30_000))) throw new Error(`the quick pick has no "${label}"`);
  }

  /** Types into the open input box and accepts it. */
  async answerInput(text: string): Promise<void> {
    await this.quickInput().fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** The panel's document; it waits by itself while the view is being made or moved. */
  panel(): FrameLocator {
    const outer = 'iframe.webview[src*="extensionId=weft.weft"]';
    return this.page.frameLocator(outer).frameLocator('#active-frame');
  }

  /** Waits until the panel's text fulfils a condition, and returns that text. */
  async panelText(expected: RegExp | string, timeout = 30_000): Promise<string> {
    const body = this.panel().locator('body');
    const pattern = typeof expected === 'string' ? undefined : expected;
    const isShown = (text: string) => pattern?.test(text) ?? text.includes(String(expected));
    const what = `the panel to show ${String(expected)}`;
    return waitUntil(() => body.innerText({ timeout }), isShown, { timeout, what });
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.pick(theme);
    await this.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  async dispose(): Promise<void> {
    await this.page.context().close();
  }

  private async openPalette(text: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput().fill(`>${text}`);
  }

  /** @returns false if the row does not appear, or goes away before it is clicked. */
  private async choose(label: string, timeout: number): Promise<boolean> {
    const exact = this.page.locator('.label-name').getByText(label, { exact: true });
    try {
      await this.rows().filter({ has: exact }).first().click({ timeout });
      return true;
    } catch (error) {
      if (error instanceof errors.TimeoutError) return false;
      throw error;
    }
  }

  private quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]:visible');
  }

  private rows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }
}
