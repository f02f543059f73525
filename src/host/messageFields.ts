// Reads the fields of messages that arrive from pages.

import type { ObjectId, Step, ThreadId } from '../core/base/ids.ts';
import type { PanelSelection } from '../core/protocol/panel.ts';

export type Fields = ReadonlyMap<string, unknown>;

/** @returns undefined if it is no object */
export function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value));
}

/** The key if the table has it. */
export function keyOf<K extends string>(
  table: Readonly<Record<K, unknown>>,
  key: unknown,
): K | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? (key as K) : undefined;
}

/** Counts from 1, as lines, columns and ids do. */
export function isCounting(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

export function readReveal(fields: Fields) {
  const [file, line, column] = [fields.get('file'), fields.get('line'), fields.get('column')];
  if (typeof file !== 'string' || !isCounting(line) || !isCounting(column)) return undefined;
  return { kind: 'reveal', file, line, column } as const;
}

export function readStep(fields: Fields) {
  const step = fields.get('step');
  if (step === undefined) return { kind: 'showStep', step } as const;
  if (step !== 0 && !isCounting(step)) return undefined;
  return { kind: 'showStep', step: step as Step } as const;
}

export function readReady(fields: Fields) {
  const messages = fields.get('messages');
  return isCounting(messages) ? ({ kind: 'ready', messages } as const) : undefined;
}

/** No selection is a choice as well: nothing. */
export function readSelect(fields: Fields) {
  const value = fields.get('selection');
  const selection = readSelection(value);
  if (value !== undefined && selection === undefined) return undefined;
  return { kind: 'select', selection } as const;
}

function readSelection(value: unknown): PanelSelection | undefined {
  const fields = fieldsOf(value);
  const [kind, id] = [fields?.get('kind'), fields?.get('id')];
  if (kind === 'finding') return typeof id === 'string' ? { kind, id } : undefined;
  if (!isCounting(id)) return undefined;
  if (kind === 'thread') return { kind, id: id as ThreadId };
  return kind === 'object' ? { kind, id: id as ObjectId } : undefined;
}
