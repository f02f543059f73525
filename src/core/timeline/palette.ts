// Colours and patterns of the picture. A state is told by its pattern as well.

import type { ShownState } from './scene.ts';
import type { Pattern } from './surface.ts';

export interface Palette {
  readonly states: Readonly<Record<ShownState, string>>;
  readonly text: string;
  readonly ground: string;
  readonly faint: string;
  readonly line: string;
  readonly chosen: string;
  readonly chosenGround: string;
  readonly owner: string;
  readonly cursor: string;
  readonly bad: string;
  readonly warning: string;
  /** Patterns without a tinted ground, and stronger lines. */
  readonly isHighContrast: boolean;
}

export const PATTERNS: Readonly<Record<ShownState, Pattern>> = {
  running: 'solid',
  ready: 'outline',
  blocked: 'hatch',
  waiting: 'dots',
  sleeping: 'thin',
  deadlocked: 'crossHatch',
  new: 'thin',
  finished: 'thin',
  crashed: 'stripes',
  cutOff: 'thin',
};
