// The timeline of a run as an SVG picture: the lanes as the panel draws them, with the names of the
// threads, a legend, and the same in words for those who do not see it. All of it, or what is in sight.

import type { Step } from '../base/ids.ts';
import { escapeXml } from '../base/markup.ts';
import { drawTimeline } from '../timeline/draw.ts';
import { layoutTimeline } from '../timeline/layout.ts';
import { PATTERNS } from '../timeline/palette.ts';
import { rowsOfPart, type TimelinePart } from '../timeline/part.ts';
import { laneRows, NATURAL_ORDER, rowsHeight } from '../timeline/rows.ts';
import type { LaneRow, ShownState, TimelineScene } from '../timeline/scene.ts';
import { RULER, type Shape } from '../timeline/shapes.ts';
import { fitted, type Viewport } from '../timeline/viewport.ts';
import type { ExportedRun } from './exportedRun.ts';
import { lanesOf } from './runLanes.ts';
import { SVG_PALETTE, svgStyle } from './svgColors.ts';
import { SvgSurface } from './svgSurface.ts';
import { numberText, outcomeText, secondsText } from './words.ts';

/** Pixels. */
const NAMES = 150;
const LANES = 1050;
const LEAST_WIDTH = 300;
const MOST_WIDTH = 4000;
const PAD = 12;
const TITLE = 30;
const LEGEND = 28;
const NAME_LENGTH = 22;

/** @param part undefined: the whole run, on the axis of time */
export function timelineSvg(run: ExportedRun, part?: TimelinePart): string {
  const scene = sceneOf(run, part);
  const height = RULER + rowsHeight(scene.rows);
  const viewport = viewportOf(scene, part);
  const shapes = layoutTimeline(scene, viewport).filter(({ kind }) => kind !== 'cursor');
  const surface = new SvgSurface();
  const { width } = viewport;
  const size = { width: NAMES + width + 2 * PAD, height: TITLE + height + LEGEND + PAD };
  const title = titleOf(run) + (part ? partText(scene, part) : '');
  surface.fill({ x: 0, y: 0, ...size }, { color: SVG_PALETTE.ground });
  drawTitle(surface, title);
  surface.moved({ x: PAD, y: TITLE }, () => drawNames(surface, scene.rows));
  surface.moved({ x: PAD + NAMES, y: TITLE }, () => {
    drawTimeline(surface, shapes, { palette: SVG_PALETTE, width, height });
  });
  surface.moved({ x: PAD + NAMES, y: TITLE + height }, () => drawLegend(surface, shapes));
  return svgText(surface, size, { title, description: describe(run, scene) });
}

function sceneOf({ trace, names, findings }: ExportedRun, part?: TimelinePart): TimelineScene {
  const lanes = lanesOf(trace);
  const view = { lanes, names, hideLibraryObjects: part?.hideLibraryObjects ?? true };
  const rows = part
    ? rowsOfPart(view, part)
    : laneRows({ ...view, mode: 'threads', order: NATURAL_ORDER });
  const states = new Set(part?.states);
  return { ...view, findings, rows, cursor: lanes.length, selection: undefined, states };
}

function viewportOf({ rows, lanes }: TimelineScene, part: TimelinePart | undefined): Viewport {
  const room = { height: rowsHeight(rows), scroll: 0 };
  if (!part) {
    return fitted({ ...room, axis: 'time', from: 0, to: 1, width: LANES }, lanes.clock);
  }
  const { axis, from, to } = part;
  const width = Math.max(LEAST_WIDTH, Math.min(Math.round(part.width), MOST_WIDTH));
  return { ...room, axis, from, to, width };
}

function titleOf({ title, trace }: ExportedRun): string {
  const { outcome, time } = trace.worldAt(trace.length);
  const end = outcome ? outcomeText(outcome) : 'still going on';
  return `${title}: ${end} (${secondsText(time)} of virtual time)`;
}

/** `, steps 12 to 40 of 812` */
function partText({ lanes }: TimelineScene, { axis, from, to }: TimelinePart): string {
  const { clock } = lanes;
  const step = (position: number): Step => clock.stepAtPosition(axis, Math.max(0, position));
  const [first, last, all] = [step(from), step(to), clock.length].map(numberText);
  return `, steps ${first} to ${last} of ${all}`;
}

function drawTitle(surface: SvgSurface, text: string): void {
  const at = { x: PAD, y: TITLE / 2 + 2 };
  surface.text({ text, at, color: SVG_PALETTE.text, size: 13, isBold: true });
}

function drawNames(surface: SvgSurface, rows: readonly LaneRow[]): void {
  for (const { name, top } of rows) {
    const isLong = name.length > NAME_LENGTH;
    const text = isLong ? `${name.slice(0, NAME_LENGTH - 1)}…` : name;
    const at = { x: 0, y: RULER + top + 17 };
    surface.text({ text, at, color: SVG_PALETTE.text, size: 12 });
  }
}

const STATE_WORDS: Readonly<Record<ShownState, string>> = {
  running: 'running',
  ready: 'ready',
  blocked: 'blocked',
  waiting: 'waiting',
  sleeping: 'sleeping',
  deadlocked: 'deadlocked',
  new: 'not started',
  finished: 'finished',
  crashed: 'crashed',
  cutOff: 'cut off',
};

/** Of the states that are in the picture, and of held locks. */
function drawLegend(surface: SvgSurface, shapes: readonly Shape[]): void {
  const states = shapes.flatMap((shape) =>
    shape.kind === 'state' || shape.kind === 'shares' ? [shape.state] : [],
  );
  let x = 0;
  const entry = (words: string, swatch: () => void): void => {
    swatch();
    const at = { x: x + 24, y: LEGEND / 2 };
    surface.text({ text: words, at, color: SVG_PALETTE.faint, size: 11 });
    x += 42 + words.length * 6.5;
  };
  for (const state of new Set(states)) {
    entry(STATE_WORDS[state], () => {
      const box = { x, y: LEGEND / 2 - 6, width: 18, height: 12 };
      surface.fill(box, { color: SVG_PALETTE.states[state], pattern: PATTERNS[state] });
    });
  }
  if (!shapes.some(({ kind }) => kind === 'hold' || kind === 'shortHolds')) return;
  entry('holds a lock (hatched: others want it)', () => {
    const box = { x, y: LEGEND / 2 - 3, width: 18, height: 6 };
    surface.fill(box, { color: SVG_PALETTE.owner, alpha: 0.75 });
  });
}

/** A sentence a thread: how it ended and how long it was in which state; then what is wrong. */
function describe({ trace, findings }: ExportedRun, { lanes }: TimelineScene): string {
  const { threads } = trace.worldAt(trace.length);
  const sentences = [...lanes.threads.values()].map(({ id, name }) => {
    const times = [...lanes.summary(id)].map(
      ([state, time]) => `${STATE_WORDS[state]} ${secondsText(time)}`,
    );
    return `${name}: ${[threads[id]?.state.kind ?? '', ...times].join(', ')}.`;
  });
  return [...sentences, ...findings.map(({ title }) => `${title}.`)].join(' ');
}

function svgText(
  surface: SvgSurface,
  { width, height }: { readonly width: number; readonly height: number },
  { title, description }: { readonly title: string; readonly description: string },
): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="title desc">
<title id="title">${escapeXml(title)}</title>
<desc id="desc">${escapeXml(description)}</desc>
<style>
${svgStyle()}
</style>
<defs>
${surface.defs}
</defs>
${surface.content}
</svg>
`;
}
