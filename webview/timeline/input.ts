// Mouse and keys of the picture, as intentions.

import type { Point } from '../../src/core/timeline/surface.ts';
import { RULER } from '../../src/core/timeline/shapes.ts';

export interface StageInput {
  /** Points are in the picture, the ruler at its top included. */
  readonly hover: (point: Point | undefined) => void;
  readonly click: (point: Point) => void;
  readonly open: (point: Point) => void;
  /** The menu is about to open. */
  readonly menu: (point: Point) => void;
  readonly moveCursor: (x: number) => void;
  readonly pan: (pixels: Point) => void;
  readonly zoom: (factor: number, x: number) => void;
  readonly scroll: (pixels: number) => void;
  /** A place in the minimap, as a share of its width. */
  readonly look: (share: number) => void;
  /** @returns false if the key means nothing here */
  readonly key: (event: KeyboardEvent) => boolean;
}

export interface StageElements {
  readonly stage: HTMLElement;
  readonly lanes: HTMLElement;
  readonly names: HTMLElement;
  readonly minimap: HTMLElement;
}

/** Movement below this is a click. */
const STILL = 4;
/** How much a notch of the wheel zooms. */
const WHEEL = 0.0018;

export function listenToStage(elements: StageElements, input: StageInput): void {
  const { stage, lanes, names, minimap } = elements;
  listenToLanes(lanes, input);
  drag(minimap, (event) => {
    const look = (at: PointerEvent): void => {
      const box = minimap.getBoundingClientRect();
      input.look((at.clientX - box.left) / box.width);
    };
    look(event);
    return { move: look, end: () => undefined };
  });
  lanes.addEventListener('wheel', (event) => onWheel(event, lanes, input), { passive: false });
  names.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      input.scroll(event.deltaY);
    },
    { passive: false },
  );
  stage.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof HTMLInputElement || !input.key(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function listenToLanes(lanes: HTMLElement, input: StageInput): void {
  lanes.addEventListener('pointermove', (event) => input.hover(pointIn(lanes, event)));
  lanes.addEventListener('pointerleave', () => input.hover(undefined));
  lanes.addEventListener('dblclick', (event) => input.open(pointIn(lanes, event)));
  lanes.addEventListener('contextmenu', (event) => input.menu(pointIn(lanes, event)));
  drag(lanes, (event) => {
    const start = pointIn(lanes, event);
    if (start.y < RULER) {
      input.moveCursor(start.x);
      return { move: (at) => input.moveCursor(pointIn(lanes, at).x), end: () => undefined };
    }
    let last = start;
    let isStill = true;
    return {
      move: (at) => {
        const point = pointIn(lanes, at);
        isStill &&= Math.hypot(point.x - start.x, point.y - start.y) < STILL;
        if (isStill) return;
        input.pan({ x: last.x - point.x, y: last.y - point.y });
        last = point;
      },
      end: () => {
        if (isStill) input.click(start);
      },
    };
  });
}

function onWheel(event: WheelEvent, lanes: HTMLElement, input: StageInput): void {
  event.preventDefault();
  const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if (isSideways || event.shiftKey) {
    return input.pan({ x: isSideways ? event.deltaX : event.deltaY, y: 0 });
  }
  input.zoom(Math.exp(event.deltaY * WHEEL), pointIn(lanes, event).x);
}

interface Drag {
  readonly move: (event: PointerEvent) => void;
  readonly end: () => void;
}

function drag(element: HTMLElement, begin: (event: PointerEvent) => Drag): void {
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const { move, end } = begin(event);
    element.setPointerCapture(event.pointerId);
    const stop = (): void => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', stop);
    };
    const onUp = (): void => {
      stop();
      end();
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', stop);
  });
}

function pointIn(element: HTMLElement, event: MouseEvent): Point {
  const box = element.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}
