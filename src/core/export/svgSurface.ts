// The timeline's surface as SVG. Colours are names: a style sheet gives them their values, so that
// one file suits light, dark and high contrast.

import { escapeXml } from '../base/markup.ts';
import type { Box, Label, Paint, Pattern, Point, Stroke, Surface } from '../timeline/surface.ts';

/** Pixels of a pattern's tile. */
const TILE = 6;

export class SvgSurface implements Surface {
  private readonly parts: string[] = [];
  private readonly definitions = new Map<string, string>();
  private clips = 0;

  /** Elements in the order in which they were drawn. */
  get content(): string {
    return this.parts.join('\n');
  }

  /** Patterns and clipping paths that the elements refer to. */
  get defs(): string {
    return [...this.definitions.values()].join('\n');
  }

  fill(box: Box, paint: Paint): void {
    const { color, pattern = 'solid', alpha } = paint;
    const { x, y, width, height } = box;
    if (pattern === 'outline') {
      return this.outline(
        { ...box, y: y + 2, height: height - 4 },
        { color, width: 1, ...(alpha !== undefined && { alpha }) },
      );
    }
    if (pattern === 'thin') return this.rect({ x, y: y + height / 2 - 1, width, height: 2 }, paint);
    if (pattern === 'solid') return this.rect(box, paint);
    const fill = `fill="url(#${this.pattern(pattern, color)})"`;
    this.parts.push(`<rect ${boxText(box)} ${fill}${opacity(alpha)}/>`);
  }

  fillAll(boxes: readonly Box[], { color, alpha }: Paint): void {
    const path = boxes.map(
      ({ x, y, width, height }) => `M${n(x)},${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`,
    );
    this.parts.push(`<path class="f-${color}" d="${path.join('')}"${opacity(alpha)}/>`);
  }

  outline({ x, y, width, height }: Box, stroke: Stroke): void {
    const half = stroke.width / 2;
    const inner = {
      ...{ x: x + half, y: y + half },
      ...{ width: Math.max(0, width - stroke.width), height: Math.max(0, height - stroke.width) },
    };
    this.parts.push(`<rect ${boxText(inner)} fill="none" ${strokeText(stroke)}/>`);
  }

  line(points: readonly Point[], stroke: Stroke): void {
    this.parts.push(
      `<polyline points="${points.map(pointText).join(' ')}" fill="none" ${strokeText(stroke)}/>`,
    );
  }

  polygon(points: readonly Point[], { color, alpha }: Paint): void {
    const corners = points.map(pointText).join(' ');
    this.parts.push(`<polygon class="f-${color}" points="${corners}"${opacity(alpha)}/>`);
  }

  text({ text, at, color, size, isBold = false }: Label): void {
    const weight = isBold ? ' font-weight="600"' : '';
    // Not every renderer knows dominant-baseline.
    const place = `x="${n(at.x)}" y="${n(at.y + size * 0.35)}" font-size="${size}"`;
    this.parts.push(`<text class="f-${color}" ${place}${weight}>${escapeXml(text)}</text>`);
  }

  clip(box: Box, draw: () => void): void {
    const id = `clip-${++this.clips}`;
    this.definitions.set(id, `<clipPath id="${id}"><rect ${boxText(box)}/></clipPath>`);
    this.parts.push(`<g clip-path="url(#${id})">`);
    draw();
    this.parts.push('</g>');
  }

  /** What is drawn meanwhile is moved. */
  moved({ x, y }: Point, draw: () => void): void {
    this.parts.push(`<g transform="translate(${n(x)} ${n(y)})">`);
    draw();
    this.parts.push('</g>');
  }

  private rect(box: Box, { color, alpha }: Paint): void {
    this.parts.push(`<rect class="f-${color}" ${boxText(box)}${opacity(alpha)}/>`);
  }

  private pattern(pattern: Tiled, color: string): string {
    const id = `${pattern}-${color}`;
    const size = `width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse"`;
    const ground = `<rect class="f-${color} tint" width="${TILE}" height="${TILE}"/>`;
    this.definitions.set(
      id,
      `<pattern id="${id}" ${size}>${ground}${tile(pattern, color)}</pattern>`,
    );
    return id;
  }
}

type Tiled = Exclude<Pattern, 'solid' | 'outline' | 'thin'>;

/** Lines go on in the next tile. */
const RISING = 'M-1,1l2,-2M0,6l6,-6M5,7l2,-2';
const FALLING = 'M-1,5l2,2M0,0l6,6M5,-1l2,2';

function tile(pattern: Tiled, color: string): string {
  const lines = (path: string): string =>
    `<path class="s-${color}" d="${path}" fill="none" stroke-width="1.4"/>`;
  switch (pattern) {
    case 'hatch':
      return lines(RISING);
    case 'crossHatch':
      return lines(RISING + FALLING);
    case 'stripes':
      return lines(`M1.5,0v${TILE}`);
    case 'dots':
      return `<circle class="f-${color}" cx="1.5" cy="1.5" r="1.1"/><circle class="f-${color}" cx="4.5" cy="4.5" r="1.1"/>`;
  }
}

/** A number as short as it can be without being seen to be. */
function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function boxText({ x, y, width, height }: Box): string {
  const size = `width="${n(Math.max(0, width))}" height="${n(Math.max(0, height))}"`;
  return `x="${n(x)}" y="${n(y)}" ${size}`;
}

function pointText({ x, y }: Point): string {
  return `${n(x)},${n(y)}`;
}

function strokeText({ color, width, alpha, dash }: Stroke): string {
  const dashes = dash ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  return `class="s-${color}" stroke-width="${width}"${dashes}${opacity(alpha)}`;
}

function opacity(alpha = 1): string {
  return alpha === 1 ? '' : ` opacity="${n(alpha)}"`;
}
