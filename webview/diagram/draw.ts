// Draws a diagram: SVG for lines and frames, HTML inside for names, so that a long one is cut
// with an ellipsis. Solid is owns, dashed is wants; colours and dashes are in diagram.css.

import { html, svg, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon } from '../views/parts.ts';
import type { Box, Diagram, Line, NodeKey } from './shapes.ts';

/** How a node looks. */
export interface Face {
  readonly name: string;
  /** Name of a codicon. */
  readonly glyph: string;
  /** In words, for the tooltip. */
  readonly title: string;
  /** Classes of its state. */
  readonly style: string;
}

/** What makes the picture's boxes more than a picture. */
export interface Drawing {
  readonly diagram: Diagram;
  readonly faceOf: (key: NodeKey) => Face;
  /** The box's content; by default its glyph and name. */
  readonly box?: (box: Box, face: Face) => TemplateResult;
  /** Classes of a line. */
  readonly lineStyle: (line: Line) => string;
}

export function drawDiagram(drawing: Drawing): TemplateResult {
  const { diagram } = drawing;
  return html`<svg
    class="diagram"
    role="presentation"
    width=${diagram.width}
    height=${diagram.height}
  >
    <g class="lines" aria-hidden="true">${diagram.lines.map((line) => lineShape(drawing, line))}</g>
    ${repeat(
      diagram.boxes,
      (box) => box.key,
      (box) => boxShape(drawing, box),
    )}
  </svg>`;
}

function boxShape(drawing: Drawing, box: Box): TemplateResult {
  const content = box.hidden.length > 0 ? gapBox(box) : nodeBox(drawing, box);
  return svg`<foreignObject x=${box.left} y=${box.top} width=${box.width} height=${box.height}
    >${content}</foreignObject>`;
}

function nodeBox(drawing: Drawing, box: Box): TemplateResult {
  const face = drawing.faceOf(box.key);
  if (drawing.box) return drawing.box(box, face);
  return html`<div class=${nodeStyle(box.key, face)} title=${face.title} data-select=${box.key}>
    ${faceContent(face)}
  </div>`;
}

export function nodeStyle(key: NodeKey, { style }: Face): string {
  return `node node-${key.slice(0, key.indexOf(':'))} ${style}`;
}

export function faceContent({ glyph, name }: Face): readonly TemplateResult[] {
  return [icon(glyph, 'glyph'), html`<span class="name">${nameParts(name)}</span>`];
}

/** Longer names are cut in the middle: `accounts[0].lock` and `accounts[1].lock` stay apart. */
const UNCUT = 11;
/** Characters at the end that are always shown. */
const TAIL = 8;

function nameParts(name: string): TemplateResult | string {
  if (name.length <= UNCUT) return name;
  const [head, tail] = [name.slice(0, -TAIL), name.slice(-TAIL)];
  return html`<span class="name-head">${head}</span><span class="name-tail">${tail}</span>`;
}

function gapBox({ hidden }: Box): TemplateResult {
  return html`<div class="node node-gap">
    ${icon('ellipsis')}<span>${hidden.length} more</span>
  </div>`;
}

function lineShape({ lineStyle }: Drawing, line: Line): TemplateResult {
  const { start, bend, end, kind } = line;
  const path = `M${point(start)} Q${point(bend)} ${point(end)}`;
  return svg`<g class="line-${kind} ${lineStyle(line)}"
    ><path class="shaft" d=${path} /><path class="tip" d=${headPath(line)}
  /></g>`;
}

const HEAD_LENGTH = 8;
const HEAD_WIDTH = 3.5;

/** A triangle whose tip is the line's end. */
function headPath({ bend, end }: Line): string {
  const length = Math.hypot(end.x - bend.x, end.y - bend.y);
  if (length === 0) return '';
  const [x, y] = [(end.x - bend.x) / length, (end.y - bend.y) / length];
  const foot = { x: end.x - x * HEAD_LENGTH, y: end.y - y * HEAD_LENGTH };
  const left = { x: foot.x - y * HEAD_WIDTH, y: foot.y + x * HEAD_WIDTH };
  const right = { x: foot.x + y * HEAD_WIDTH, y: foot.y - x * HEAD_WIDTH };
  return `M${point(end)} L${point(left)} L${point(right)} Z`;
}

function point({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

export const LINE_LEGEND = html`<p class="line-legend" aria-hidden="true">
  <span><span class="sample sample-owns"></span>owns</span>
  <span><span class="sample sample-wants"></span>waits for</span>
</p>`;

/** With the lines that come only after the step that is shown. */
export const PAST_LINE_LEGEND = html`<p class="line-legend" aria-hidden="true">
  <span><span class="sample sample-owns"></span>owns</span>
  <span><span class="sample sample-wants"></span>waits for</span>
  <span><span class="sample sample-not-yet"></span>not yet</span>
</p>`;
