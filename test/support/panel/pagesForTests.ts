// Pages for the tests of a `describe`: made with one harness, closed after each test, and without
// trouble until then.

import assert from 'node:assert/strict';
import { PANEL, type PageKind, PanelHarness, type PanelPage } from './panelHarness.ts';

/** Call in a `describe`. @returns opens a page, as the harness does */
export function pagesForTests(kind: PageKind = PANEL): PanelHarness['open'] {
  let harness: PanelHarness;
  const pages: PanelPage[] = [];
  before(async () => {
    harness = await PanelHarness.start(kind);
  });
  after(() => harness.dispose());
  afterEach(() => {
    for (const page of pages.splice(0)) {
      page.close();
      assert.deepEqual(page.trouble, [], 'no error, and nothing against the page’s policy');
    }
  });
  return async (...how) => {
    const page = await harness.open(...how);
    pages.push(page);
    return page;
  };
}
