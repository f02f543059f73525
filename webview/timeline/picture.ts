// The picture of the lanes without the cursor, on a canvas that is not shown. It stays while only
// the cursor or the mouse moves: to show it again is a copy of pixels.

import { drawTimeline } from '../../src/core/timeline/draw.ts';
import { type LayoutOptions, layoutRun } from '../../src/core/timeline/layout.ts';
import type { TimelineScene } from '../../src/core/timeline/scene.ts';
import { RULER, type Shape } from '../../src/core/timeline/shapes.ts';
import type { Viewport } from '../../src/core/timeline/viewport.ts';
import { CanvasSurface } from './canvasSurface.ts';
import type { PageTheme } from './theme.ts';

export interface PictureContent {
  readonly scene: TimelineScene;
  readonly viewport: Viewport;
  readonly theme: PageTheme;
  readonly options: LayoutOptions;
}

type Target = CanvasRenderingContext2D;

export class KeptPicture {
  private readonly canvas = document.createElement('canvas');
  private surface: { readonly theme: PageTheme; readonly on: CanvasSurface } | undefined;
  private made: readonly unknown[] = [];
  /** What it is made of. */
  shapes: readonly Shape[] = [];

  /** Puts the picture on a canvas of as many dots as the screen has. */
  show(content: PictureContent, target: Target): void {
    const { width, height } = target.canvas;
    const from = [...sourcesOf(content), width, height];
    if (from.some((each, index) => each !== this.made[index])) {
      this.made = from;
      this.make(content, target);
    }
    target.save();
    target.resetTransform();
    target.drawImage(this.canvas, 0, 0);
    target.restore();
  }

  private make({ scene, viewport, theme, options }: PictureContent, target: Target): void {
    const context = sameSized(this.canvas, target);
    if (!context) return;
    const { palette, font } = theme;
    if (this.surface?.theme !== theme) {
      this.surface = { theme, on: new CanvasSurface(context, font, palette.isHighContrast) };
    }
    const { width, height } = viewport;
    this.shapes = layoutRun(scene, viewport, options);
    drawTimeline(this.surface.on, this.shapes, { palette, width, height: height + RULER });
  }
}

function sameSized(canvas: HTMLCanvasElement, target: Target): Target | undefined {
  const { width, height } = target.canvas;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d') ?? undefined;
  context?.setTransform(target.getTransform());
  return context;
}

/** All that the picture is a function of; names and lanes are new with the rows. */
function sourcesOf({ scene, viewport, theme, options }: PictureContent): readonly unknown[] {
  const { rows, lanes, findings, selection, states, hideLibraryObjects } = scene;
  const { axis, from, to, width, height, scroll } = viewport;
  return [
    ...[rows, lanes.length, findings, selection, [...states].join(), hideLibraryObjects],
    ...[axis, from, to, width, height, scroll, theme, options.hoveredArrow],
  ];
}
