// What a picture of the timeline is made of, in pixels; draw.ts gives it colours.

import type { MarkKind } from '../analysis/lanes/marks.ts';
import type { Step } from '../base/ids.ts';
import type { ShownState } from './scene.ts';
import type { Box, Point } from './surface.ts';

/** How a shape stands to what is chosen. */
export type Emphasis = 'plain' | 'chosen' | 'faded';

export type Shape =
  /** The ground of a lane that is chosen. */
  | { readonly kind: 'lane'; readonly box: Box; readonly isChosen: boolean }
  /** A thread in one state. */
  | {
      readonly kind: 'state';
      readonly box: Box;
      readonly state: ShownState;
      /** What it waits for, if there is room for the words. */
      readonly label: string;
      readonly emphasis: Emphasis;
    }
  /** Where there are more changes than pixels: how much of the time went to a state. */
  | {
      readonly kind: 'shares';
      readonly boxes: readonly Box[];
      readonly state: ShownState;
      readonly emphasis: Emphasis;
    }
  /** A lock in a thread's hands, or a lock's owner in its own lane. */
  | {
      readonly kind: 'hold';
      readonly box: Box;
      readonly emphasis: Emphasis;
    }
  /** Where locks are held more shortly than a bar is wide: a bar for all neighbouring bins with some. */
  | { readonly kind: 'shortHolds'; readonly boxes: readonly Box[]; readonly emphasis: Emphasis }
  /** The name on a held lock's bar, over its contended parts. */
  | { readonly kind: 'name'; readonly box: Box; readonly text: string }
  /** Others wait for the lock meanwhile. */
  | { readonly kind: 'contended'; readonly box: Box; readonly emphasis: Emphasis }
  /** How many wait for an object, as heights. */
  | { readonly kind: 'queue'; readonly boxes: readonly Box[]; readonly emphasis: Emphasis }
  | { readonly kind: 'mark'; readonly at: Point; readonly mark: MarkKind | 'finding' }
  | {
      readonly kind: 'arrow';
      readonly from: Point;
      readonly to: Point;
      readonly isChosen: boolean;
      readonly index: number;
    }
  | { readonly kind: 'tick'; readonly x: number; readonly label: string }
  /** From here on there was no way out. */
  | { readonly kind: 'unavoidable'; readonly x: number; readonly step: Step }
  | CursorShape;

export interface CursorShape {
  readonly kind: 'cursor';
  readonly x: number;
}

/** A lane's parts from its top, in pixels. */
export const LANE = {
  /** Marks. */
  marks: 9,
  bar: 15,
  gap: 2,
  hold: 10,
  /** Free below the last part. */
  foot: 5,
  mostHolds: 3,
  queue: 10,
} as const;

/** Height of the ruler above the lanes. */
export const RULER = 20;

/** The middle of the bar of states, from a lane's top. */
export const BAR_MIDDLE = LANE.marks + LANE.bar / 2;
