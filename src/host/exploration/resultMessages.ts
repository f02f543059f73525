// What arrives from the page of a result is checked here, once. It comes as the strings of `data-`
// attributes.

import type { ResultAction } from './resultPage.ts';

export type ResultMessage =
  | { readonly action: ResultAction; readonly index: number }
  | {
      readonly action: 'reveal';
      readonly file: string;
      readonly line: number;
      readonly column: number;
    };

const ACTIONS: Readonly<Record<ResultAction, true>> = {
  replay: true,
  save: true,
  copySchedule: true,
  copyMarkdown: true,
  generateTest: true,
};

/** @returns undefined if it is no message that the page may send */
export function readResultMessage(value: unknown): ResultMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  const action = fields.get('action');
  if (action === 'reveal') {
    const file = fields.get('file');
    const [line, column] = [countOf(fields.get('line')), countOf(fields.get('column'))];
    if (typeof file !== 'string' || !line || !column) return undefined;
    return { action, file, line, column };
  }
  const index = countOf(fields.get('index'));
  const isKnown = typeof action === 'string' && Object.hasOwn(ACTIONS, action);
  return isKnown && index !== undefined ? { action: action as ResultAction, index } : undefined;
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
