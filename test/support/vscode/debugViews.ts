// VS Code's own debug views in a workbench: breakpoints, call stack, variables, watch, console.

import type { Locator, Page } from 'playwright-core';
import { waitUntil } from './waitUntil.ts';
import type { Workbench } from './workbench.ts';

type View = 'call-stack' | 'variables' | 'watch';

export class DebugViews {
  private readonly workbench: Workbench;
  private readonly page: Page;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
    this.page = workbench.page;
  }

  /** Puts the cursor on a line of the active editor, 1-based. */
  async goToLine(line: number): Promise<void> {
    const attempt = async (): Promise<string> => {
      await this.page.keyboard.press('Control+G');
      await this.page.keyboard.type(String(line));
      await this.page.keyboard.press('Enter');
      return this.workbench.cursor();
    };
    const isThere = (cursor: string): boolean => cursor.startsWith(`Ln ${line},`);
    await waitUntil(attempt, isThere, { what: `the cursor on line ${line}` });
  }

  async toggleBreakpoint(file: string, line: number): Promise<void> {
    await this.workbench.openFile(file);
    await this.toggleHere(line);
  }

  /** In the active editor. */
  async toggleHere(line: number): Promise<void> {
    await this.goToLine(line);
    await this.page.keyboard.press('F9');
  }

  /** Waits until the rows of a view, one a line, fulfil a condition; gives them. */
  async rows(view: View, expected: RegExp): Promise<string> {
    const read = async (): Promise<string> => {
      const rows = await this.view(view).locator('.monaco-list-row').allInnerTexts();
      return rows.map((row) => row.replaceAll(/\s+/g, ' ').trim()).join('\n');
    };
    return waitUntil(read, (text) => expected.test(text), { what: `${view} ${String(expected)}` });
  }

  row(view: View, text: string | RegExp): Locator {
    return this.view(view).locator('.monaco-list-row').filter({ hasText: text }).first();
  }

  /**
   * Chooses from the menu of a row. Opens it again when the view was drawn anew on the way, and
   * clicks again when VS Code has ignored a click that came too soon after the menu had opened.
   */
  async chooseFromMenu(row: Locator, title: string | RegExp): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: title });
    const attempt = async (): Promise<boolean> => {
      if (!(await item.isVisible())) await row.click({ button: 'right' });
      const isOpen = await becomes(item, 'visible');
      if (isOpen) await item.click();
      else await this.page.keyboard.press('Escape');
      return isOpen && becomes(item, 'hidden');
    };
    await waitUntil(attempt, Boolean, { what: `a choice of ${String(title)} from a menu` });
  }

  /** Adds a watch expression with the view's own button. */
  async watch(expression: string): Promise<void> {
    const pane = this.page.locator('.pane').filter({ has: this.view('watch') });
    await pane.locator('.pane-header').hover();
    await pane.getByRole('button', { name: 'Add Expression' }).click();
    await pane.locator('input').waitFor();
    await this.page.keyboard.type(expression);
    await this.page.keyboard.press('Enter');
  }

  /** Types a line into the Debug Console. */
  async evaluate(expression: string): Promise<void> {
    await this.page.locator('.repl-input-wrapper').click();
    await this.page.keyboard.type(expression);
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Enter');
  }

  private view(view: View): Locator {
    return this.page.locator(`.debug-${view}`);
  }
}

/** False if that is not so soon. */
function becomes(locator: Locator, state: 'visible' | 'hidden'): Promise<boolean> {
  return locator.waitFor({ state, timeout: 3_000 }).then(
    () => true,
    () => false,
  );
}
