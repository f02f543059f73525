// The pages of Weft in a workbench that shows more than one: found by what is in them.

import type { Frame, Page } from 'playwright-core';
import { waitUntil } from './waitUntil.ts';

/** Something that only this page has. */
const SIGNS = { timeline: 'canvas.lanes', panel: '#threads' } as const;

/** The document of a page, as soon as it is there. */
export async function weftPage(page: Page, name: keyof typeof SIGNS): Promise<Frame> {
  const find = async (): Promise<Frame | undefined> => {
    for (const frame of page.frames()) {
      const count = await frame
        .locator(SIGNS[name])
        .count()
        .catch(() => 0);
      if (count > 0) return frame;
    }
    return undefined;
  };
  const found = await waitUntil(find, (frame) => frame !== undefined, { what: `the ${name}` });
  if (!found) throw new Error(`no ${name} in the workbench`);
  return found;
}
