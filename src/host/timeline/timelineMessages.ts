// What arrives from the timeline's page is checked here, once.

import { SHOWN_STATES } from '../../core/timeline/layoutStates.ts';
import type { TimelinePart } from '../../core/timeline/part.ts';
import type { FromTimeline, TimelineCommand } from '../../core/protocol/timeline.ts';
import {
  type Fields,
  fieldsOf,
  keyOf,
  readReady,
  readReveal,
  readSelect,
  readStep,
} from '../messageFields.ts';

type Message<K extends FromTimeline['kind']> = Extract<FromTimeline, { kind: K }>;

const COMMANDS: Readonly<Record<TimelineCommand, true>> = {
  runExample: true,
  runCurrentFile: true,
  travelToEnd: true,
};

/** How each kind is read; undefined is for what the page may not send. */
const READERS: {
  readonly [K in FromTimeline['kind']]: (fields: Fields) => Message<K> | undefined;
} = {
  hydrateMe: () => ({ kind: 'hydrateMe' }),
  ready: (fields) => readReady(fields),
  showStep: (fields) => readStep(fields),
  goHere: (fields) => {
    const step = readStep(fields)?.step;
    return step === undefined ? undefined : { kind: 'goHere', step };
  },
  select: (fields) => readSelect(fields),
  reveal: (fields) => readReveal(fields),
  setHideLibraryObjects: (fields) => ({
    kind: 'setHideLibraryObjects',
    hide: fields.get('hide') === true,
  }),
  command: (fields) => {
    const command = keyOf(COMMANDS, fields.get('command'));
    return command && { kind: 'command', command };
  },
  export: (fields) => {
    const part = readPart(fieldsOf(fields.get('part')));
    return part && { kind: 'export', part };
  },
};

/** Lanes that there are not make no picture; that is no reason to refuse the others. */
function readPart(fields: Fields | undefined): TimelinePart | undefined {
  const [from, to, width] = [fields?.get('from'), fields?.get('to'), fields?.get('width')];
  const [lanes, states] = [listOf(fields?.get('lanes')), listOf(fields?.get('states'))];
  if (!isNumber(from) || !isNumber(to) || !isNumber(width) || from >= to) return undefined;
  return {
    ...{ from, to, width },
    axis: fields?.get('axis') === 'time' ? 'time' : 'step',
    mode: fields?.get('mode') === 'objects' ? 'objects' : 'threads',
    lanes: lanes.filter((key) => typeof key === 'string'),
    states: SHOWN_STATES.filter((state) => states.includes(state)),
    hideLibraryObjects: fields?.get('hideLibraryObjects') === true,
  };
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** @returns undefined if it is no message that the page may send. */
export function readFromTimeline(value: unknown): FromTimeline | undefined {
  const fields = fieldsOf(value);
  const kind = keyOf(READERS, fields?.get('kind'));
  return fields && kind && READERS[kind](fields);
}
