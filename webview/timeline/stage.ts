// The canvases: lanes and minimap, drawn from a scene. Owns their size and what was drawn last.

import { drawCursor, drawStand } from '../../src/core/timeline/draw.ts';
import { layoutCursor, layoutStand } from '../../src/core/timeline/layout.ts';
import { layoutMinimap } from '../../src/core/timeline/minimap.ts';
import type { TimelineScene } from '../../src/core/timeline/scene.ts';
import { RULER, type Shape } from '../../src/core/timeline/shapes.ts';
import { fitted, type Viewport, xOf, xOfStep } from '../../src/core/timeline/viewport.ts';
import { CanvasSurface } from './canvasSurface.ts';
import { KeptPicture, type PictureContent } from './picture.ts';
import type { PageTheme } from './theme.ts';

/** Milliseconds between two drawings of the minimap while a run grows. */
const MINIMAP_REST = 400;

export class Stage {
  private readonly lanes: HTMLCanvasElement;
  private readonly minimap: HTMLCanvasElement;
  private readonly strip = document.createElement('canvas');
  private drawnStrip: { readonly key: string; readonly at: number } | undefined;
  private readonly picture = new KeptPicture();
  private readonly again: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param again asks for another drawing: the minimap lags behind */
  constructor(lanes: HTMLCanvasElement, minimap: HTMLCanvasElement, again: () => void) {
    this.lanes = lanes;
    this.minimap = minimap;
    this.again = again;
  }

  /** What the last drawing of the lanes was made of. */
  get shapes(): readonly Shape[] {
    return this.picture.shapes;
  }

  /** Pixels for the lanes, the ruler apart. */
  get size(): { readonly width: number; readonly height: number } {
    const { clientWidth, clientHeight } = this.lanes;
    return { width: clientWidth, height: Math.max(0, clientHeight - RULER) };
  }

  draw(content: PictureContent): void {
    const context = sized(this.lanes);
    const { scene, viewport, theme } = content;
    if (!context || viewport.width === 0) return;
    this.picture.show(content, context);
    const { palette, font } = theme;
    const { width, height } = viewport;
    const surface = new CanvasSurface(context, font, palette.isHighContrast);
    const options = { palette, width, height: height + RULER };
    const stand = layoutStand(scene, viewport);
    if (stand) drawStand(surface, stand, options);
    drawCursor(surface, layoutCursor(scene, viewport), options);
  }

  drawMinimap(scene: TimelineScene, viewport: Viewport, theme: PageTheme): void {
    const context = sized(this.minimap);
    const { clientWidth: width, clientHeight: height } = this.minimap;
    if (!context || width === 0) return;
    const whole = fitted({ ...viewport, width, height: height - 4 }, scene.lanes.clock);
    this.keepStrip(scene, whole, theme);
    const { palette } = theme;
    context.fillStyle = palette.ground;
    context.fillRect(0, 0, width, height);
    context.drawImage(this.strip, 0, 2, width, height - 4);
    const [left, right] = [xOf(whole, viewport.from), xOf(whole, viewport.to)];
    context.fillStyle = palette.ground;
    context.globalAlpha = 0.6;
    context.fillRect(0, 0, left, height);
    context.fillRect(right, 0, width - right, height);
    context.globalAlpha = 1;
    context.strokeStyle = palette.faint;
    context.strokeRect(left + 0.5, 0.5, Math.max(1, right - left - 1), height - 1);
    for (const { unavoidableAt } of scene.findings) {
      if (!unavoidableAt) continue;
      const x = xOfStep(whole, scene.lanes.clock, unavoidableAt.step);
      context.fillStyle = palette.bad;
      context.fillRect(x - 0.5, 0, 1.5, height);
    }
    context.fillStyle = palette.cursor;
    context.fillRect(xOfStep(whole, scene.lanes.clock, scene.cursor) - 1, 0, 2, height);
  }

  /** The states change only with the run, the lanes and the size. */
  private keepStrip(scene: TimelineScene, whole: Viewport, theme: PageTheme): void {
    const { axis, width, height } = whole;
    const order = scene.rows.length;
    const key = [axis, width, height, scene.lanes.length, order, theme.palette.ground].join(' ');
    const now = performance.now();
    const isFresh = this.drawnStrip !== undefined && now - this.drawnStrip.at < MINIMAP_REST;
    if (this.drawnStrip?.key === key) return;
    if (isFresh && scene.lanes.length > 100_000) return this.drawAgain();
    this.drawnStrip = { key, at: now };
    this.strip.width = width;
    this.strip.height = height;
    const context = this.strip.getContext('2d');
    if (!context) return;
    for (const { state, boxes } of layoutMinimap(scene, whole)) {
      context.fillStyle = theme.palette.states[state];
      for (const { x, y, width, height } of boxes) {
        context.fillRect(x, y, Math.max(1, width), height);
      }
    }
  }

  /** Or the strip would lack the end of a run that grows no more. */
  private drawAgain(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.again();
    }, MINIMAP_REST);
  }
}

/** The context of a canvas that has as many dots as the screen. */
function sized(canvas: HTMLCanvasElement): CanvasRenderingContext2D | undefined {
  const ratio = window.devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((each) =>
    Math.round(each * ratio),
  );
  if (width === undefined || height === undefined) return undefined;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d') ?? undefined;
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
