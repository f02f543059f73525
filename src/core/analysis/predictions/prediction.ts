// What a run that went well says about others: trouble that another schedule can bring.

import type { ObjectId, StackId, Step, ThreadId } from '../../base/ids.ts';
import type { ExplainedFinding } from '../findingView.ts';
import type { FindingSite, RingEdge } from '../ring.ts';
import { userStack, type Scene } from '../scene.ts';
import { after } from '../unavoidable.ts';

/**
 * - `lockOrder`: threads take the same locks in different orders.
 * - `blockingUnderLock`: a thread waits long for something else while others need its lock.
 * - `emptyNotify`: a condition is notified, and nothing says so to who comes to wait later.
 * - `waitOutsideLoop`: a thread waits for a condition without checking again what it waits for.
 * - `leakyAcquire`: an exception or a jump leaves a lock taken.
 * - `foreignRelease`: a thread releases a lock that protects what another one is doing.
 */
export type PredictionKind =
  | 'lockOrder'
  | 'blockingUnderLock'
  | 'emptyNotify'
  | 'waitOutsideLoop'
  | 'leakyAcquire'
  | 'foreignRelease';

/** A finding of what did not happen. */
export type Prediction = ExplainedFinding & { readonly kind: PredictionKind };

/** Trouble of one kind, found; `tell` puts it into words. */
export interface Trouble {
  /** The same for the same code: a set of places has one report. */
  readonly id: string;
  readonly kind: PredictionKind;
  readonly objects: readonly ObjectId[];
  readonly tell: (scene: Scene) => Prediction;
}

/** Something a thread did to an object. */
export interface Act {
  readonly thread: ThreadId;
  readonly object: ObjectId;
  readonly at: StackId;
  readonly step: Step;
}

/** The words of a prediction, put together by `told`. */
export interface Telling {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly why?: readonly string[];
  readonly cure: string;
  readonly sites: readonly FindingSite[];
  readonly ring?: readonly RingEdge[];
}

export function told(
  { id, kind, objects }: Pick<Trouble, 'id' | 'kind' | 'objects'>,
  { title, sentences, why = [], cure, sites, ring = [] }: Telling,
): Prediction {
  return {
    id,
    kind,
    certainty: 'predicted',
    title,
    sentences,
    explanation: [sentences.join(' '), cure].join('\n'),
    why,
    cure,
    threads: [...new Set(sites.flatMap(({ thread }) => thread ?? []))],
    objects,
    sites,
    ring,
    unavoidableAt: undefined,
  };
}

export function siteOf(
  { tables }: Scene,
  role: FindingSite['role'],
  label: string,
  { thread, object, at, step }: Act,
): FindingSite[] {
  const stack = userStack(tables, at);
  return stack.length === 0 ? [] : [{ role, label, thread, object, stack, step: after(step) }];
}
