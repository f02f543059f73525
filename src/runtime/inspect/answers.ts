// What all answers are made with: numbers for frames and values, views from what Python says, errors.

import type { ThreadId } from '../../core/base/ids.ts';
import { MAIN_THREAD } from '../../core/base/ids.ts';
import type {
  InspectAnswer,
  InspectQuery,
  ValueView,
  VariableView,
} from '../../core/protocol/debug.ts';
import type { FramePlace, References } from './references.ts';
import type { RawRow, RawView, Steps } from './views.ts';

export type QueryOf<K extends InspectQuery['kind']> = Extract<InspectQuery, { kind: K }>;

/** Milliseconds that an evaluation may take. */
export const SHORT_PATIENCE = 1_000;
export const LONG_PATIENCE = 5_000;
/** Milliseconds that any other answer may take. */
export const LIST_PATIENCE = 4_000;

export function valueView(
  references: References,
  raw: RawView,
  place: { readonly thread: ThreadId; readonly steps: Steps | undefined },
): ValueView {
  const { value, type, named = 0, indexed = 0, has = false, object, isLazy } = raw;
  const { thread, steps } = place;
  return {
    value,
    type,
    reference: has && steps ? references.numberOfValue({ thread, steps }) : 0,
    namedCount: named,
    indexedCount: indexed,
    ...(object === undefined ? {} : { object }),
    ...(isLazy ? { isLazy } : {}),
  };
}

export function variableView(
  references: References,
  row: RawRow,
  parent: { readonly thread: ThreadId; readonly steps: Steps },
): VariableView {
  const { name, kind, isReadOnly, text } = row;
  const steps = row.step && [...parent.steps, row.step];
  const view = valueView(references, row.view, { thread: parent.thread, steps });
  return { name, kind, isReadOnly, ...(text ? { evaluateName: text } : {}), ...view };
}

/** The script's globals if no frame is named; undefined if the frame is of an earlier stop. */
export function framePlace(
  references: References,
  frame: number | undefined,
): FramePlace | undefined {
  if (frame !== undefined) return references.frame(frame);
  return { thread: MAIN_THREAD, frame: undefined };
}

export function failure(message = 'The question could not be answered.'): InspectAnswer {
  return { kind: 'error', message };
}

export function stale(): InspectAnswer {
  return failure('That was of an earlier stop: the run has gone on since.');
}
