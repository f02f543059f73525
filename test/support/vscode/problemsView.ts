// VS Code's Problems panel, quick fixes and the preview of a refactoring, in a workbench.

import { errors, type Locator, type Page } from 'playwright-core';
import { waitUntil } from './waitUntil.ts';
import type { Workbench } from './workbench.ts';

export class ProblemsView {
  private readonly workbench: Workbench;
  private readonly page: Page;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
    this.page = workbench.page;
  }

  async open(): Promise<void> {
    await this.workbench.runCommand('Problems: Focus on Problems View');
    await this.view().waitFor();
  }

  /** Waits until the rows, one a line, fulfil a condition; gives them. */
  async rows(expected: RegExp): Promise<string> {
    const read = async (): Promise<string> => {
      const rows = await this.view().locator('.monaco-list-row').allInnerTexts();
      return rows.map((row) => row.replaceAll(/\s+/g, ' ').trim()).join('\n');
    };
    const what = `the Problems panel to show ${String(expected)}`;
    return waitUntil(read, (text) => expected.test(text), { what });
  }

  row(text: string | RegExp): Locator {
    return this.view().locator('.monaco-list-row').filter({ hasText: text }).first();
  }

  /**
   * The quick fixes offered at the cursor of the active editor, asked for until they are the
   * expected ones: VS Code shows no list while it has not heard of a finding, and closes it when
   * the focus moves.
   */
  async quickFixes(expected: RegExp): Promise<readonly string[]> {
    const read = async (): Promise<readonly string[]> => {
      await this.workbench.runCommand('View: Focus Active Editor Group');
      await this.page.keyboard.press('Control+.');
      const texts = await this.offeredFixes();
      if (!expected.test(texts.join('\n'))) await this.page.keyboard.press('Escape');
      return texts;
    };
    const isOffered = (texts: readonly string[]): boolean => expected.test(texts.join('\n'));
    return waitUntil(read, isOffered, { what: `a quick fix ${String(expected)}` });
  }

  /** The fixes in the list that is open, none when none opens within 5 seconds. */
  private async offeredFixes(): Promise<readonly string[]> {
    try {
      await this.fixes().first().waitFor({ timeout: 5_000 });
    } catch (error) {
      if (error instanceof errors.TimeoutError) return [];
      throw error;
    }
    return this.fixes().allInnerTexts();
  }

  /** Takes an offered fix. */
  async applyFix(text: string | RegExp): Promise<void> {
    await this.fixes().filter({ hasText: text }).first().click();
  }

  /** Ticks the changes of the first file in the preview that is shown, and makes them. */
  async applyPreview(): Promise<void> {
    const preview = this.page.locator('.bulk-edit-panel');
    // The first box is the file's, and stands for all changes in it.
    await preview.locator('.edit-checkbox').first().click();
    await preview.getByRole('button', { name: 'Apply' }).click();
    await preview.waitFor({ state: 'hidden' });
  }

  private fixes(): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action');
  }

  private view(): Locator {
    return this.page.locator('.markers-panel');
  }
}
