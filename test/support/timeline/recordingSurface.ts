// A surface that writes down what is drawn on it: a line for each operation, rounded to pixels.

import type {
  Box,
  Label,
  Paint,
  Point,
  Stroke,
  Surface,
} from '../../../src/core/timeline/surface.ts';

export class RecordingSurface implements Surface {
  readonly lines: string[] = [];
  private depth = 0;

  fill(box: Box, paint: Paint): void {
    this.write(`fill ${boxText(box)} ${paintText(paint)}`);
  }

  fillAll(boxes: readonly Box[], paint: Paint): void {
    this.write(`fill ${boxes.map(boxText).join(' ')} ${paintText(paint)}`);
  }

  outline(box: Box, { color }: Stroke): void {
    this.write(`outline ${boxText(box)} ${color}`);
  }

  line(points: readonly Point[], { color, dash }: Stroke): void {
    this.write(`line ${points.map(pointText).join(' ')} ${dash ? 'dashed ' : ''}${color}`);
  }

  polygon(points: readonly Point[], { color }: Paint): void {
    this.write(`polygon ${points.map(pointText).join(' ')} ${color}`);
  }

  text({ text, at, color }: Label): void {
    this.write(`text "${text}" ${pointText(at)} ${color}`);
  }

  clip(box: Box, draw: () => void): void {
    this.write(`clip ${boxText(box)}`);
    this.depth++;
    draw();
    this.depth--;
  }

  private write(line: string): void {
    this.lines.push('  '.repeat(this.depth) + line);
  }
}

function boxText({ x, y, width, height }: Box): string {
  return `${round(x)},${round(y)} ${round(width)}×${round(height)}`;
}

function pointText({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function paintText({ color, pattern = 'solid', alpha = 1 }: Paint): string {
  const fade = alpha === 1 ? '' : ` ${alpha}`;
  return `${color}${pattern === 'solid' ? '' : ` ${pattern}`}${fade}`;
}

function round(value: number): number {
  return Math.round(value);
}
