// The editor of a recording, as a reader of the screen knows it.

import type { FrameLocator, Locator, Page } from 'playwright-core';
import { waitUntil } from './waitUntil.ts';

export class RecordingPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The document of the recording that is in front. */
  get frame(): FrameLocator {
    const outer = 'iframe.webview[src*="extensionId=weft.weft"]:not([src*="purpose="]):visible';
    return this.page.frameLocator(outer).frameLocator('#active-frame');
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  /** Waits until the page has this text. */
  async text(expected: string): Promise<void> {
    const what = `the recording's page to say "${expected}"`;
    const shown = () =>
      this.frame
        .locator('body')
        .innerText({ timeout: 5_000 })
        .catch(() => '');
    await waitUntil(shown, (text) => text.includes(expected), { what });
  }
}
