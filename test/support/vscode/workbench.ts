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

/** For what is there at once or not at all. */
const SOON = { timeout: 5_000 };

/**
 * How long the steps of an attempt at the palette may take, by attempt; the last holds for all
 * that follow. A palette that has lost the focus, or was opened before what it should offer was
 * known, never does better by waiting; on a busy machine it only needs longer.
 */
const PATIENCE = [{ timeout: 700 }, { timeout: 1_500 }, SOON];
type Patience = { readonly timeout: number };

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
    await this.chooseByKey('F1', `>${title}`, title);
  }

  /** The titles that the palette offers for a text. */
  async paletteTitles(text: string): Promise<readonly string[]> {
    await this.quickAccess('F1', `>${text}`, SOON);
    await this.rows().first().waitFor();
    const titles = await this.rows().locator('.label-name').allInnerTexts();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  /** Chooses the entry with exactly this label in the quick pick that a command opens. */
  async pick(label: string): Promise<void> {
    // The list holds only the rows that are in sight.
    await this.choose(label, [SOON], () => this.type(label, SOON));
  }

  /** Starts a configuration of the folder's launch.json. */
  async debug(configuration: string): Promise<void> {
    await this.chooseByKey('F1', `debug ${configuration}`, configuration);
  }

  /** Opens a file of the folder in the editor. */
  async openFile(name: string): Promise<void> {
    await this.chooseByKey('Control+P', name, name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  }

  /** Line and column of the cursor, as the status bar shows them: `Ln 3, Col 1`. */
  async cursor(): Promise<string> {
    return this.page.locator('#status\\.editor\\.selection').innerText();
  }

  /** Opens a file of the folder and runs it. */
  async runFile(name: string): Promise<void> {
    await this.openFile(name);
    // Its tab is there before its text, and only then extensions take it for the current file.
    await this.page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`).waitFor();
    await this.runCommand('Weft: Run Current File in Weft');
  }

  /** Waits until the Debug Console shows this; gives its text. */
  async consoleShows(expected: RegExp): Promise<string> {
    const what = `${String(expected)} in the Debug Console`;
    return waitUntil(
      () => this.consoleText(),
      (text) => expected.test(text),
      { what },
    );
  }

  /** The text in the Debug Console. */
  async consoleText(): Promise<string> {
    const lines = await this.page.locator('.repl .monaco-list-row').allInnerTexts();
    return lines.join('\n');
  }

  /** What decorations say behind the lines of the editors. */
  async editorMarks(): Promise<readonly string[]> {
    return this.page.evaluate(() => {
      const spans = [...document.querySelectorAll('.monaco-editor .view-line span')];
      const texts = spans.map((span) => getComputedStyle(span, '::after').content);
      return texts.filter((text) => text.startsWith('"'));
    });
  }

  /** Types into the open input box and accepts it. */
  async answerInput(text: string): Promise<void> {
    await this.quickInput().fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Accepts what the open input box suggests, once that is so. */
  async acceptInput(suggested: RegExp): Promise<void> {
    const what = `a suggestion like ${String(suggested)}`;
    await waitUntil(
      () => this.quickInput().inputValue(SOON),
      (text) => suggested.test(text),
      { what },
    );
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
    await this.page.mouse.move(0, 0);
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  async dispose(): Promise<void> {
    await this.page.close();
  }

  private async quickAccess(key: string, text: string, patience: Patience): Promise<void> {
    await this.page.keyboard.press(key);
    await this.type(text, patience);
  }

  /** Into the quick pick, even if the focus is just moving elsewhere: keys would follow it. */
  private async type(text: string, patience: Patience): Promise<void> {
    await this.quickInput().evaluate(setValue, text, patience);
  }

  private async chooseByKey(key: string, text: string, label: string): Promise<void> {
    await this.choose(label, PATIENCE, (patience) => this.quickAccess(key, text, patience));
  }

  /**
   * Clicks the row with exactly this label. Begins again when the quick pick goes away on the
   * way, as it does when something that was opened before takes the focus late.
   */
  private async choose(
    label: string,
    patience: readonly Patience[],
    open: (patience: Patience) => Promise<void>,
  ): Promise<void> {
    let attempts = 0;
    const attempt = async (): Promise<string | undefined> => {
      const steps = patience[Math.min(attempts++, patience.length - 1)] ?? SOON;
      try {
        await open(steps);
        await this.clickRow(label, steps);
        return undefined;
      } catch (error) {
        if (error instanceof errors.TimeoutError) return this.giveUp();
        throw error;
      }
    };
    await waitUntil(attempt, (offered) => offered === undefined, {
      what: `"${label}" in the quick pick`,
      timeout: 60_000,
    });
  }

  private async clickRow(label: string, patience: Patience): Promise<void> {
    const exact = this.page.locator('.label-name').getByText(label, { exact: true });
    const typed = await this.quickInput().inputValue(patience);
    await this.rows().filter({ has: exact }).first().click(patience);
    // What comes next may be a quick pick too: not before this one has gone.
    await this.page.waitForFunction(isGone, typed);
  }

  /**
   * Closes the quick pick, as one that stays open never offers what it didn't at first; gives
   * what it asked for and offered.
   */
  private async giveUp(): Promise<string> {
    const typed = await this.page.locator('.quick-input-widget input').first().inputValue();
    const rows = await this.rows().allInnerTexts();
    await this.page.keyboard.press('Escape');
    return `${typed}: ${rows.join(' | ')}`;
  }

  private quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]:visible');
  }

  private rows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }
}

/** Runs in the browser. */
function setValue(element: Element, text: string): void {
  if (!(element instanceof HTMLInputElement)) throw new Error('no input');
  element.value = text;
  element.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Runs in the browser: the quick pick is closed, or is another one. */
function isGone(typed: string): boolean {
  const widget = document.querySelector<HTMLElement>('.quick-input-widget');
  const input = widget?.querySelector<HTMLInputElement>('input[type="text"]');
  return !widget?.checkVisibility() || input?.value !== typed;
}
