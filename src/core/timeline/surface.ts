// What the timeline is drawn on: a canvas in a page, SVG in an export, a list in a test. Pixels
// of CSS, y downwards. Few operations, so that each surface is small.

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How an area is filled, so that no state is told by its colour alone. */
export type Pattern =
  | 'solid'
  /** Only its edge. */
  | 'outline'
  | 'hatch'
  | 'dots'
  | 'crossHatch'
  | 'stripes'
  /** A line along its middle. */
  | 'thin';

export interface Paint {
  /** As in CSS. */
  readonly color: string;
  readonly pattern?: Pattern;
  /** 0 to 1; 1 if left out. */
  readonly alpha?: number;
}

export interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly alpha?: number;
  /** Lengths of dashes and gaps. */
  readonly dash?: readonly number[];
}

export interface Label {
  readonly text: string;
  /** Left end, and the middle of the letters. */
  readonly at: Point;
  readonly color: string;
  readonly size: number;
  readonly isBold?: boolean;
}

export interface Surface {
  fill(box: Box, paint: Paint): void;
  /** Many small boxes at once, with a solid paint. */
  fillAll(boxes: readonly Box[], paint: Paint): void;
  outline(box: Box, stroke: Stroke): void;
  /** A line through the points. */
  line(points: readonly Point[], stroke: Stroke): void;
  polygon(points: readonly Point[], paint: Paint): void;
  text(label: Label): void;
  /** What `draw` draws is cut at the box. */
  clip(box: Box, draw: () => void): void;
}
