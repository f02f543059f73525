// Where keys and the find box lead to. Pure.

import type { Step } from '../../src/core/base/ids.ts';
import type { PanelSelection } from '../../src/core/protocol/panel.ts';
import {
  type LaneRow,
  objectName,
  threadName,
  type TimelineScene,
} from '../../src/core/timeline/scene.ts';
import type { ShownRun } from './store.ts';
import { eventText } from './words.ts';

/** The next or previous step of what is chosen; of anything, if nothing is. */
export function nextEvent(scene: TimelineScene, direction: 1 | -1): Step | undefined {
  const { lanes, selection, cursor } = scene;
  if (selection?.kind === 'thread') {
    const events = lanes.threads.get(selection.id)?.events;
    return events && lanes.nextIn(events, cursor, direction);
  }
  if (selection?.kind === 'object') {
    const events = lanes.objects.get(selection.id)?.events;
    return events && lanes.nextIn(events, cursor, direction);
  }
  return nextStep(scene, direction);
}

export function nextStep({ lanes, cursor }: TimelineScene, direction: 1 | -1): Step | undefined {
  const step = cursor + direction;
  return step < 0 || step > lanes.length ? undefined : (step as Step);
}

/** The lane above or below the chosen one; at first, the first. */
export function nextLane(scene: TimelineScene, direction: 1 | -1): LaneRow | undefined {
  const { rows, selection } = scene;
  const key = selection && `${selection.kind}:${selection.id}`;
  const index = rows.findIndex((row) => row.key === key);
  if (index < 0) return direction === 1 ? rows[0] : rows.at(-1);
  return rows[Math.max(0, Math.min(rows.length - 1, index + direction))];
}

export function selectionOf(row: LaneRow): PanelSelection {
  return row.kind === 'thread'
    ? { kind: 'thread', id: row.lane.id }
    : { kind: 'object', id: row.lane.id };
}

export function chosenRow({ rows, selection }: TimelineScene): LaneRow | undefined {
  const chosen = selection && `${selection.kind}:${selection.id}`;
  return chosen === undefined ? undefined : rows.find(({ key }) => key === chosen);
}

/** Steps that are looked at for one answer, so that the page stays awake. */
const MOST_LOOKED_AT = 300_000;

/** The next step after the cursor whose event says the text; from the beginning after the end. */
export function findStep(run: ShownRun, scene: TimelineScene, text: string): Step | undefined {
  const wanted = text.trim().toLowerCase();
  const { length } = run.lanes;
  if (wanted === '' || length === 0) return undefined;
  const most = Math.min(length, MOST_LOOKED_AT);
  for (let passed = 0; passed < most; passed++) {
    const index = (scene.cursor + passed) % length;
    if (says(run, scene, index as Step, wanted)) return (index + 1) as Step;
  }
  return undefined;
}

function says(run: ShownRun, scene: TimelineScene, index: Step, wanted: string): boolean {
  const event = run.trace.eventAt(index);
  if (!event) return false;
  if (event.kind === 'run') return false;
  const what =
    event.kind === 'wait' && 'object' in event.wait
      ? `waits for ${objectName(scene, event.wait.object)}`
      : eventText(scene, event);
  return `${threadName(scene, event.by)} ${what}`.toLowerCase().includes(wanted);
}
