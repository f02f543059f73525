// The colours of the reader's theme, as the picture needs them.

import type { Palette } from '../../src/core/timeline/palette.ts';

export interface PageTheme {
  readonly palette: Palette;
  /** Font family. */
  readonly font: string;
}

/** Names are those of timeline.css. */
export function readTheme(root: HTMLElement): PageTheme {
  const style = getComputedStyle(root);
  const color = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const isHighContrast =
    document.body.className.includes('high-contrast') ||
    matchMedia('(forced-colors: active), (prefers-contrast: more)').matches;
  return {
    font: style.fontFamily,
    palette: {
      states: {
        running: color('running'),
        ready: color('ready'),
        blocked: color('blocked'),
        waiting: color('waiting'),
        sleeping: color('sleeping'),
        deadlocked: color('deadlocked'),
        new: color('finished'),
        finished: color('finished'),
        crashed: color('bad'),
        cutOff: color('finished'),
      },
      ...{ text: color('text'), ground: color('ground'), faint: color('faint') },
      ...{ line: color('rule'), chosen: color('focus'), chosenGround: color('chosen-ground') },
      ...{ owner: color('owner'), cursor: color('cursor'), bad: color('bad') },
      ...{ warning: color('warning'), isHighContrast },
    },
  };
}
