// The Weft panel in a workbench, as a reader of the screen knows it: by roles, names and text.

import type { FrameLocator, Locator, Page } from 'playwright-core';
import { waitUntil } from './waitUntil.ts';

export class PanelPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The panel's document; it waits by itself while the view is being made or moved. */
  get frame(): FrameLocator {
    // A view that was hidden and is shown again has no purpose in its address any more.
    const ours = 'iframe.webview[src*="extensionId=weft.weft"]';
    const view = `${ours}[src*="purpose=webviewView"]`;
    const outer = `${view}, body:not(:has(${view})) ${ours}`;
    return this.page.locator(outer).first().contentFrame().frameLocator('#active-frame');
  }

  get body(): Locator {
    return this.frame.locator('body');
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  /** The row of a thread or an object. */
  row(sentence: RegExp): Locator {
    return this.frame.getByRole('treeitem', { name: sentence });
  }

  /** Waits until the panel's text fulfils a condition, and returns that text. */
  async text(expected: RegExp | string): Promise<string> {
    const what = `the panel to show ${String(expected)}`;
    return waitUntil(
      () => this.body.innerText(),
      (text) => fulfils(text, expected),
      { what },
    );
  }

  /** Waits until the panel shows this run in this state: `Paused`, `Ended, exit code 0`. */
  async run(title: string, state: RegExp | string): Promise<void> {
    const lines = this.frame.locator('.head h1, .head .run-state');
    // While the view is being made or moved there is no frame to ask.
    const shown = (): Promise<readonly string[]> => lines.allInnerTexts().catch(() => []);
    const isShown = ([name, how]: readonly string[]): boolean =>
      name === title && how !== undefined && fulfils(how, state);
    const what = `the panel to show ${title} as ${String(state)}`;
    await waitUntil(shown, isShown, { what });
  }

  /**
   * What a screen reader hears of each row, in order, once there is one for each of the expected: a
   * run is shown as running before the first of its threads.
   */
  async sentences(...expected: readonly RegExp[]): Promise<readonly string[]> {
    const rows = this.frame.getByRole('treeitem');
    // While the view is being made or moved there is no frame to ask.
    const read = (): Promise<readonly string[]> => rows.evaluateAll(labelsOf).catch(() => []);
    const isThere = (sentences: readonly string[]): boolean =>
      expected.every((sentence) => sentences.some((said) => sentence.test(said)));
    return waitUntil(read, isThere, { what: `the panel to have rows ${expected.join(', ')}` });
  }
}

function fulfils(text: string, expected: RegExp | string): boolean {
  return typeof expected === 'string' ? text.includes(expected) : expected.test(text);
}

/** Runs in the browser. */
function labelsOf(rows: readonly Element[]): readonly string[] {
  return rows.map((row) => row.getAttribute('aria-label') ?? '');
}
