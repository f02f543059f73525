// The timeline's surface on a canvas. Patterns are small tiles, made once for each colour.

import type {
  Box,
  Label,
  Paint,
  Pattern,
  Point,
  Stroke,
  Surface,
} from '../../src/core/timeline/surface.ts';

/** Edge of a tile in pixels of CSS. */
const TILE = 6;
/** Of the ground of a pattern; its lines are opaque. */
const TINT = 0.28;

export class CanvasSurface implements Surface {
  private readonly context: CanvasRenderingContext2D;
  private readonly font: string;
  private readonly isHighContrast: boolean;
  private readonly tiles = new Map<string, CanvasPattern>();

  /** @param font family as in CSS */
  constructor(context: CanvasRenderingContext2D, font: string, isHighContrast: boolean) {
    this.context = context;
    this.font = font;
    this.isHighContrast = isHighContrast;
  }

  fill(box: Box, paint: Paint): void {
    const { context } = this;
    const { color, pattern = 'solid', alpha = 1 } = paint;
    context.globalAlpha = alpha;
    context.fillStyle = color;
    if (pattern === 'outline') return this.edge(box, paint);
    if (pattern === 'thin') return this.middle(box);
    if (pattern === 'solid') context.fillRect(box.x, box.y, box.width, box.height);
    else this.tiled(box, pattern, paint);
    context.globalAlpha = 1;
  }

  fillAll(boxes: readonly Box[], { color, alpha = 1 }: Paint): void {
    const { context } = this;
    context.globalAlpha = alpha;
    context.fillStyle = color;
    // One path of thousands of boxes is slower than the boxes.
    for (const { x, y, width, height } of boxes) context.fillRect(x, y, width, height);
    context.globalAlpha = 1;
  }

  outline({ x, y, width, height }: Box, stroke: Stroke): void {
    this.prepare(stroke);
    const half = stroke.width / 2;
    const [inner, high] = [Math.max(0, width - stroke.width), Math.max(0, height - stroke.width)];
    this.context.strokeRect(x + half, y + half, inner, high);
    this.context.globalAlpha = 1;
  }

  line(points: readonly Point[], stroke: Stroke): void {
    const { context } = this;
    this.prepare(stroke);
    this.path(points);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  polygon(points: readonly Point[], { color, alpha = 1 }: Paint): void {
    const { context } = this;
    context.globalAlpha = alpha;
    context.fillStyle = color;
    this.path(points);
    context.fill();
    context.globalAlpha = 1;
  }

  text({ text, at, color, size, isBold }: Label): void {
    const { context } = this;
    context.font = `${isBold ? '600 ' : ''}${size}px ${this.font}`;
    context.textBaseline = 'middle';
    context.fillStyle = color;
    context.fillText(text, at.x, at.y);
  }

  clip({ x, y, width, height }: Box, draw: () => void): void {
    const { context } = this;
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    draw();
    context.restore();
  }

  private path(points: readonly Point[]): void {
    this.context.beginPath();
    points.forEach(({ x, y }, index) => {
      if (index === 0) this.context.moveTo(x, y);
      else this.context.lineTo(x, y);
    });
  }

  private prepare({ color, width, alpha = 1, dash = [] }: Stroke): void {
    this.context.globalAlpha = alpha;
    this.context.strokeStyle = color;
    this.context.lineWidth = width;
    this.context.setLineDash([...dash]);
  }

  private edge(box: Box, { color, alpha = 1 }: Paint): void {
    this.outline({ ...box, y: box.y + 2, height: box.height - 4 }, { color, width: 1, alpha });
  }

  private middle({ x, y, width, height }: Box): void {
    this.context.fillRect(x, y + height / 2 - 1, width, 2);
    this.context.globalAlpha = 1;
  }

  private tiled({ x, y, width, height }: Box, pattern: Pattern, paint: Paint): void {
    const { context } = this;
    const { alpha = 1 } = paint;
    if (!this.isHighContrast) {
      context.globalAlpha = alpha * TINT;
      context.fillRect(x, y, width, height);
      context.globalAlpha = alpha;
    }
    context.fillStyle = this.tile(pattern, paint.color) ?? paint.color;
    context.fillRect(x, y, width, height);
    if (this.isHighContrast) this.outline({ x, y, width, height }, { ...paint, width: 1 });
  }

  private tile(pattern: Pattern, color: string): CanvasPattern | undefined {
    const key = `${pattern} ${color}`;
    const known = this.tiles.get(key);
    if (known) return known;
    const made = this.context.createPattern(tileOf(pattern, color), 'repeat');
    if (!made) return undefined;
    // Twice as many pixels as it is drawn with: sharp on dense screens.
    made.setTransform(new DOMMatrix().scale(0.5));
    this.tiles.set(key, made);
    return made;
  }
}

function tileOf(pattern: Pattern, color: string): HTMLCanvasElement {
  const tile = document.createElement('canvas');
  tile.width = tile.height = TILE * 2;
  const context = tile.getContext('2d');
  if (!context) return tile;
  context.scale(2, 2);
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = 1.3;
  context.beginPath();
  if (pattern === 'dots') {
    context.arc(TILE / 4, TILE / 4, 0.95, 0, 7);
    context.arc((3 * TILE) / 4, (3 * TILE) / 4, 0.95, 0, 7);
    context.fill();
    return tile;
  }
  if (pattern === 'hatch' || pattern === 'crossHatch') diagonals(context, 1);
  if (pattern === 'crossHatch') diagonals(context, -1);
  if (pattern === 'stripes') {
    context.moveTo(TILE / 4, 0);
    context.lineTo(TILE / 4, TILE);
  }
  context.stroke();
  return tile;
}

/** Lines that go on in the next tile. */
function diagonals(context: CanvasRenderingContext2D, side: 1 | -1): void {
  for (const shift of [-TILE, 0, TILE]) {
    const [low, high] = side === 1 ? [TILE, 0] : [0, TILE];
    context.moveTo(shift - 1, low + side);
    context.lineTo(shift + TILE + 1, high - side);
  }
}
