// What arrives from the timeline's page is checked here, once.

import type { FromTimeline, TimelineCommand } from '../../core/protocol/timeline.ts';
import {
  type Fields,
  fieldsOf,
  keyOf,
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
};

/** @returns undefined if it is no message that the page may send. */
export function readFromTimeline(value: unknown): FromTimeline | undefined {
  const fields = fieldsOf(value);
  const kind = keyOf(READERS, fields?.get('kind'));
  return fields && kind && READERS[kind](fields);
}
