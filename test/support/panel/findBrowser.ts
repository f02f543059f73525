// Mocha's global setup of the suite of pages: runs once, before files are handed to processes.

import { chromiumPath } from '../../../scripts/browser.mjs';

/** Where Chromium can be installed, that must not happen twice at once. */
export async function mochaGlobalSetup(): Promise<void> {
  await chromiumPath();
}
