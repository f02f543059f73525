// Gives shapes their colours and puts them on a surface.

import { PATTERNS, type Palette } from './palette.ts';
import type { ShownState } from './scene.ts';
import { type CursorShape, type Emphasis, RULER, type Shape } from './shapes.ts';
import type { Box, Point, Surface } from './surface.ts';
import { drawMark } from './drawMarks.ts';

export interface DrawOptions {
  readonly palette: Palette;
  readonly width: number;
  /** Of the ruler and the lanes together. */
  readonly height: number;
}

const LABEL_SIZE = 11;
/** Width of a digit, about. */
const DIGIT = 6.5;
const FADED = 0.22;
const HOLD_ALPHA = 0.75;

/** Draws a ruler of height `RULER`, and the lanes below it. */
export function drawTimeline(
  surface: Surface,
  shapes: readonly Shape[],
  options: DrawOptions,
): void {
  const { width, height, palette } = options;
  surface.fill({ x: 0, y: 0, width, height }, { color: palette.ground });
  for (const shape of shapes) if (shape.kind === 'tick') drawTick(surface, shape, options);
  surface.clip({ x: 0, y: RULER, width, height: height - RULER }, () => {
    for (const shape of shapes) drawInLanes(surface, shape, palette);
  });
  for (const shape of shapes) {
    if (shape.kind === 'unavoidable') drawUnavoidable(surface, shape.x, options);
    if (shape.kind === 'cursor') drawCursor(surface, shape, options);
  }
}

function drawInLanes(surface: Surface, shape: Shape, palette: Palette): void {
  switch (shape.kind) {
    case 'lane':
      return drawLane(surface, shape, palette);
    case 'state':
      return drawState(surface, shape, palette);
    case 'shares': {
      const alpha = alphaOf(shape.emphasis);
      const color = palette.states[shape.state];
      return surface.fillAll(shape.boxes.map(below), { color, alpha });
    }
    case 'hold':
      return drawHold(surface, shape, palette);
    case 'shortHolds': {
      const alpha = alphaOf(shape.emphasis) * HOLD_ALPHA;
      return surface.fillAll(shape.boxes.map(apart), { color: palette.owner, alpha });
    }
    case 'name':
      return drawName(surface, shape, palette);
    case 'contended': {
      const { emphasis } = shape;
      const paint = { color: palette.states.blocked, alpha: alphaOf(emphasis) };
      return surface.fill(below(shape.box), { ...paint, pattern: 'hatch' });
    }
    case 'queue':
      return surface.fillAll(shape.boxes.map(below), {
        color: palette.states.blocked,
        alpha: alphaOf(shape.emphasis) * 0.7,
      });
    case 'mark':
      return drawMark(surface, { ...shape, at: lower(shape.at) }, palette);
    case 'arrow':
      return drawArrow(surface, shape, palette);
    case 'tick':
    case 'unavoidable':
    case 'cursor':
      return;
  }
}

function drawLane(
  surface: Surface,
  { box, isChosen }: Extract<Shape, { kind: 'lane' }>,
  palette: Palette,
): void {
  const ground = below(box);
  if (isChosen) surface.fill(ground, { color: palette.chosenGround });
  const y = ground.y + ground.height - 0.5;
  const ends = [
    { x: ground.x, y },
    { x: ground.x + ground.width, y },
  ];
  surface.line(ends, { color: palette.line, width: 1 });
}

function drawState(
  surface: Surface,
  shape: Extract<Shape, { kind: 'state' }>,
  palette: Palette,
): void {
  const { state, emphasis, label } = shape;
  const color = palette.states[state];
  const alpha = alphaOf(emphasis);
  const box = apart(shape.box);
  surface.fill(box, { color, pattern: PATTERNS[state], alpha });
  if (isEnd(state)) drawEnd(surface, box, { color, alpha });
  if (emphasis === 'chosen') surface.outline(box, { color: palette.chosen, width: 2 });
  else if (state === 'deadlocked') surface.outline(box, { color, width: 1.5, alpha });
  if (label !== '' && emphasis !== 'faded') drawLabel(surface, { box, label, state }, palette);
}

/** Nothing comes after it: a cap at its beginning, and a line that fades out. */
function isEnd(state: ShownState): boolean {
  return state === 'finished' || state === 'crashed' || state === 'cutOff';
}

function drawEnd(
  surface: Surface,
  { x, y, height }: Box,
  paint: { readonly color: string; readonly alpha: number },
): void {
  surface.fill({ x, y: y + 1, width: 2.5, height: height - 2 }, paint);
}

interface Labelled {
  readonly box: Box;
  readonly label: string;
  readonly state: ShownState;
}

/** Letters stand on the ground's colour, or on the solid bar itself. */
function drawLabel(surface: Surface, { box, label, state }: Labelled, palette: Palette): void {
  const at = { x: box.x + 6, y: box.y + box.height / 2 + 0.5 };
  const isSolid = PATTERNS[state] === 'solid';
  if (!isSolid) {
    const width = Math.min(box.width - 6, label.length * 6.2 + 6);
    const chip = { x: at.x - 3, y: box.y + 1.5, width, height: box.height - 3 };
    surface.fill(chip, { color: palette.ground, alpha: palette.isHighContrast ? 1 : 0.86 });
  }
  const color = isSolid ? palette.ground : palette.text;
  surface.text({ text: label, at, color, size: LABEL_SIZE });
}

function drawHold(
  surface: Surface,
  { box, emphasis }: Extract<Shape, { kind: 'hold' }>,
  palette: Palette,
): void {
  const placed = apart(box);
  const color = emphasis === 'chosen' ? palette.chosen : palette.owner;
  const alpha = alphaOf(emphasis) * (emphasis === 'chosen' ? 1 : HOLD_ALPHA);
  surface.fill(placed, { color, alpha });
  if (emphasis === 'chosen') surface.outline(placed, { color: palette.text, width: 1 });
}

/** On a piece of the bar's own colour, so that no hatch crosses the letters. */
function drawName(
  surface: Surface,
  { box, text }: Extract<Shape, { kind: 'name' }>,
  palette: Palette,
): void {
  const placed = below(box);
  const size = Math.min(LABEL_SIZE, box.height - 1);
  const width = Math.min(box.width - 4, text.length * 0.56 * size + 6);
  surface.fill({ ...placed, x: placed.x + 2, width }, { color: palette.owner });
  const at = { x: placed.x + 5, y: placed.y + placed.height / 2 + 0.5 };
  surface.text({ text, at, color: palette.ground, size });
}

const HEAD = 5;

function drawArrow(
  surface: Surface,
  { from, to, isChosen }: Extract<Shape, { kind: 'arrow' }>,
  palette: Palette,
): void {
  const [start, tip] = [lower(from), lower(to)];
  const color = isChosen ? palette.chosen : palette.faint;
  const alpha = isChosen ? 1 : 0.75;
  surface.line([start, tip], { color, alpha, width: isChosen ? 2 : 1 });
  const back = tip.y > start.y ? -HEAD : HEAD;
  const side = HEAD * 0.6;
  const feet = [
    { x: tip.x - side, y: tip.y + back },
    { x: tip.x + side, y: tip.y + back },
  ];
  surface.polygon([tip, ...feet], { color, alpha });
  surface.fill({ x: start.x - 1.5, y: start.y - 1.5, width: 3, height: 3 }, { color, alpha });
}

function drawTick(
  surface: Surface,
  { x, label }: Extract<Shape, { kind: 'tick' }>,
  { palette, width, height }: DrawOptions,
): void {
  surface.line(upright(x, RULER - 5, height), { color: palette.line, width: 1 });
  const at = { x: x + 4, y: RULER / 2 };
  // Half a number is another number.
  if (at.x + label.length * DIGIT > width) return;
  surface.text({ text: label, at, color: palette.faint, size: LABEL_SIZE });
}

function drawUnavoidable(surface: Surface, x: number, { palette, height }: DrawOptions): void {
  surface.line(upright(x, RULER, height), { color: palette.bad, width: 1.5, dash: [4, 3] });
  const flag = [
    { x, y: RULER - 10 },
    { x: x + 7, y: RULER - 6 },
    { x, y: RULER - 2 },
  ];
  surface.polygon(flag, { color: palette.bad });
}

export function drawCursor(
  surface: Surface,
  { x }: CursorShape,
  { palette, height }: DrawOptions,
): void {
  surface.line(upright(x, RULER - 4, height), { color: palette.cursor, width: 1.5 });
  const handle = [
    { x: x - 5, y: RULER - 11 },
    { x: x + 5, y: RULER - 11 },
    { x: x + 5, y: RULER - 6 },
    { x, y: RULER },
    { x: x - 5, y: RULER - 6 },
  ];
  surface.polygon(handle, { color: palette.cursor });
}

/** Where the debugger stands while one looks elsewhere. */
export function drawStand(
  surface: Surface,
  { x }: CursorShape,
  { palette, height }: DrawOptions,
): void {
  surface.line(upright(x, RULER - 4, height), { color: palette.warning, width: 1.5, dash: [2, 3] });
  const arrow = [
    { x: x - 3, y: RULER - 12 },
    { x: x + 6, y: RULER - 7 },
    { x: x - 3, y: RULER - 2 },
  ];
  surface.polygon(arrow, { color: palette.warning });
}

function upright(x: number, top: number, foot: number): readonly Point[] {
  return [
    { x, y: top },
    { x, y: foot },
  ];
}

function alphaOf(emphasis: Emphasis): number {
  return emphasis === 'faded' ? FADED : 1;
}

/** Lanes begin below the ruler. */
function below({ x, y, width, height }: Box): Box {
  return { x, y: y + RULER, width, height };
}

/** Neighbours do not touch. */
function apart({ x, y, width, height }: Box): Box {
  return { x, y: y + RULER, width: Math.max(1, width - 1), height };
}

function lower({ x, y }: Point): Point {
  return { x, y: y + RULER };
}
