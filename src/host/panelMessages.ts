// What arrives from the panel is checked here, once.

import type { ObjectId, ThreadId } from '../core/base/ids.ts';
import type { FromPanel } from '../core/protocol/panel.ts';
import {
  type Fields,
  fieldsOf,
  isCounting,
  keyOf,
  readReady,
  readReveal,
  readSelect,
  readStep,
} from './messageFields.ts';

type Message<K extends FromPanel['kind']> = Extract<FromPanel, { kind: K }>;
export type PanelCommand = Message<'command'>['command'];
export type ThreadCommand = Message<'thread'>['command'];

const PANEL_COMMANDS: Readonly<Record<PanelCommand, true>> = {
  pause: true,
  continue: true,
  stepEvent: true,
  stop: true,
  restart: true,
  replay: true,
  goHere: true,
  travelToEnd: true,
  runExample: true,
  runCurrentFile: true,
  proveFinding: true,
};

const THREAD_COMMANDS: Readonly<Record<ThreadCommand, true>> = {
  freeze: true,
  thaw: true,
  solo: true,
  runNext: true,
  thawAll: true,
};

/** How each kind is read; undefined is for what the panel may not send. */
const READERS: { readonly [K in FromPanel['kind']]: (fields: Fields) => Message<K> | undefined } = {
  hydrateMe: () => ({ kind: 'hydrateMe' }),
  ready: (fields) => readReady(fields),
  command: (fields) => {
    const command = keyOf(PANEL_COMMANDS, fields.get('command'));
    return command && { kind: 'command', command };
  },
  setSpeed: (fields) => {
    const speed = fields.get('speed');
    if (typeof speed !== 'number' || !Number.isFinite(speed) || speed < 0) return undefined;
    return { kind: 'setSpeed', speed };
  },
  reveal: (fields) => readReveal(fields),
  setHideLibraryObjects: (fields) => ({
    kind: 'setHideLibraryObjects',
    hide: fields.get('hide') === true,
  }),
  showStep: (fields) => readStep(fields),
  select: (fields) => readSelect(fields),
  copyFinding: (fields) => {
    const [id, format] = [fields.get('id'), fields.get('format')];
    if (typeof id !== 'string' || (format !== 'text' && format !== 'markdown')) return undefined;
    return { kind: 'copyFinding', id, format };
  },
  thread: (fields) => {
    const command = keyOf(THREAD_COMMANDS, fields.get('command'));
    const thread = threadOf(fields);
    return command && thread && { kind: 'thread', command, thread };
  },
  chooseThread: (fields) => {
    const thread = threadOf(fields);
    return thread && { kind: 'chooseThread', thread };
  },
  goToTaken: (fields) => {
    const object = fields.get('object');
    return isCounting(object) ? { kind: 'goToTaken', object: object as ObjectId } : undefined;
  },
  breakOn: (fields) => {
    const object = fields.get('object');
    return isCounting(object) ? { kind: 'breakOn', object: object as ObjectId } : undefined;
  },
};

/** @returns undefined if it is no message that the panel may send. */
export function readFromPanel(value: unknown): FromPanel | undefined {
  const fields = fieldsOf(value);
  const kind = keyOf(READERS, fields?.get('kind'));
  return fields && kind && READERS[kind](fields);
}

function threadOf(fields: Fields): ThreadId | undefined {
  const thread = fields.get('thread');
  return isCounting(thread) ? (thread as ThreadId) : undefined;
}
