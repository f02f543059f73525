// What arrives from the timeline's page is checked here, once.

import type { FromTimeline } from '../../core/protocol/timeline.ts';
import { type Fields, fieldsOf, readReveal, readSelect, readStep } from '../messageFields.ts';

type Message<K extends FromTimeline['kind']> = Extract<FromTimeline, { kind: K }>;

/** How each kind is read; undefined is for what the page may not send. */
const READERS: {
  readonly [K in FromTimeline['kind']]: (fields: Fields) => Message<K> | undefined;
} = {
  hydrateMe: () => ({ kind: 'hydrateMe' }),
  showStep: (fields) => readStep(fields),
  select: (fields) => readSelect(fields),
  reveal: (fields) => readReveal(fields),
  setHideLibraryObjects: (fields) => ({
    kind: 'setHideLibraryObjects',
    hide: fields.get('hide') === true,
  }),
  command: (fields) => {
    const command = fields.get('command');
    const isKnown = command === 'runExample' || command === 'runCurrentFile';
    return isKnown ? { kind: 'command', command } : undefined;
  },
};

/** @returns undefined if it is no message that the page may send. */
export function readFromTimeline(value: unknown): FromTimeline | undefined {
  const fields = fieldsOf(value);
  const kind = fields?.get('kind');
  const isKnown = (key: unknown): key is FromTimeline['kind'] =>
    typeof key === 'string' && Object.hasOwn(READERS, key);
  return fields && isKnown(kind) ? READERS[kind](fields) : undefined;
}
