// One VS Code window as a user has it: palette, quick picks, the Weft panel, themes, pictures.

import { errors, type Locator, type Page } from 'playwright-core';
import { PanelPage } from './panelPage.ts';
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
  readonly panel: PanelPage;
  /** The folder that is open; absolute path. */
  readonly folder: string;

  private constructor(page: Page, folder: string) {
    this.page = page;
    this.panel = new PanelPage(page);
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

  /** Starts a configuration of the folder's launch.json. */
  async debug(configuration: string): Promise<void> {
    const attempt = async (): Promise<boolean> => {
      await this.page.keyboard.press('F1');
      await this.quickInput().fill(`debug ${configuration}`);
      return this.choose(configuration, 5_000);
    };
    await waitUntil(attempt, Boolean, { what: `the configuration ${configuration}` });
  }

  /** Opens a file of the folder in the editor. */
  async openFile(name: string): Promise<void> {
    const attempt = async (): Promise<boolean> => {
      await this.page.keyboard.press('Control+P');
      await this.quickInput().fill(name);
      return this.choose(name, 5_000);
    };
    await waitUntil(attempt, Boolean, { what: `the file ${name}` });
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  }

  /** Line and column of the cursor, as the status bar shows them: `Ln 3, Col 1`. */
  async cursor(): Promise<string> {
    return this.page.locator('#status\\.editor\\.selection').innerText();
  }

  /** The text in the Debug Console. */
  async consoleText(): Promise<string> {
    const lines = await this.page.locator('.repl .monaco-list-row').allInnerTexts();
    return lines.join('\n');
  }

  /** Types into the open input box and accepts it. */
  async answerInput(text: string): Promise<void> {
    await this.quickInput().fill(text);
    await this.page.keyboard.press('Enter');
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.pick(theme);
    await this.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
  }

  /** Drags the side bar's edge until it is so many pixels wide. */
  async widenSideBar(width: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (!box) throw new Error('the side bar is hidden');
    await this.page.mouse.move(box.x + box.width, box.y + box.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, box.y + box.height / 2, { steps: 5 });
    await this.page.mouse.up();
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
