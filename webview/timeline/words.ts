// What the timeline says in words: of a segment, a lock that is held, a mark, an arrow. Clauses
// with the places that they lead to.

import type { Hold, Segment } from '../../src/core/analysis/lanes/lanes.ts';
import type { Mark } from '../../src/core/analysis/lanes/marks.ts';
import type { Wake } from '../../src/core/analysis/lanes/wakes.ts';
import type { StackId, Step } from '../../src/core/base/ids.ts';
import type { Target } from '../../src/core/timeline/hit.ts';
import { shownState } from '../../src/core/timeline/layoutStates.ts';
import { lengthText } from '../../src/core/timeline/ruler.ts';
import {
  objectName,
  rootObject,
  stuckThreads,
  threadName,
  type TimelineScene,
} from '../../src/core/timeline/scene.ts';
import type { ObjectState, Site, TraceEvent } from '../../src/core/trace/events.ts';
import { STATE_LOOKS } from '../states.ts';
import { countText } from '../words.ts';
import { type ShownRun, userSite } from './store.ts';

/** `text` and, if it happened somewhere, the place. */
export interface Clause {
  readonly text: string;
  readonly site?: Site | undefined;
}

export interface Details {
  readonly title: string;
  readonly clauses: readonly Clause[];
}

/** What sentences are made from. */
export interface Telling {
  readonly run: ShownRun;
  readonly scene: TimelineScene;
}

export function detailsOf(telling: Telling, target: Target): Details | undefined {
  switch (target.kind) {
    case 'segment':
      return segmentDetails(telling, target.segment);
    case 'hold':
      return holdDetails(telling, target.hold);
    case 'mark':
      return markDetails(telling, target.mark);
    case 'arrow': {
      const wake = telling.run.lanes.wakes.wakeAt(target.index);
      return wake && wakeDetails(telling, wake);
    }
    case 'lane':
      return { title: target.row.name, clauses: [] };
  }
}

/** `12.5 ms, step 34` */
export function momentText({ run }: Telling, step: Step): string {
  return `${clockOf(run, step)}, step ${step.toLocaleString('en')}`;
}

function clockOf(run: ShownRun, step: Step): string {
  return lengthText(run.lanes.clock.timeAt(step), 6);
}

export function segmentDetails(telling: Telling, segment: Segment): Details {
  const { run, scene } = telling;
  const name = threadName(scene, segment.thread);
  const what = `${stateWord(scene, segment)}${waitText(scene, segment)}`;
  const holder = segment.object === undefined ? undefined : holderOf(telling, segment);
  const holds = run.lanes
    .holdsAt(segment.thread, segment.from)
    .filter(({ object }) => rootObject(run.lanes, object) === object);
  return {
    title: `${name}: ${what}`,
    clauses: [
      { text: spanText(telling, segment) },
      ...placeClause(run, segment.at, 'at'),
      ...(holder ? [holder] : []),
      ...holds.map(({ object, at }): Clause => {
        const site = userSite(run, at);
        return { text: `holds ${objectName(scene, object)}${site ? ', taken at' : ''}`, site };
      }),
    ],
  };
}

/** As the panel says it: `blocked`, `waiting`, `deadlocked`. */
export function stateWord(scene: TimelineScene, segment: Segment): string {
  const state = shownState({ scene, stuck: stuckThreads(scene) }, segment);
  return STATE_LOOKS[state].word.toLowerCase();
}

/** ` on left`, ` for ready (wait)`, ` for worker-1 to end`. */
export function waitText(scene: TimelineScene, segment: Segment): string {
  const { wait, object, awaited, operation } = segment;
  if (object !== undefined) {
    const name = objectName(scene, object);
    return wait === 'lock' ? ` on ${name}` : ` for ${name} (${operation ?? 'wait'})`;
  }
  if (awaited !== undefined) {
    return ` for ${threadName(scene, awaited)} to ${wait === 'start' ? 'start' : 'end'}`;
  }
  return wait === 'input' ? ' for a line of input' : '';
}

/** `from 1.2 ms, step 5, for 3 ms, until step 9`; open at the end of the trace. */
function spanText(telling: Telling, { from, to, start, end }: Segment | Hold): string {
  const { lanes } = telling.run;
  const length = `for ${lengthText(end - start)}, ${countText(to - from, 'step')}`;
  const isOpen = to === lanes.length;
  return `since ${momentText(telling, from)}, ${length}${isOpen ? ' so far' : ''}`;
}

function placeClause(run: ShownRun, at: StackId, word: string): Clause[] {
  const site = userSite(run, at);
  return site ? [{ text: word, site }] : [];
}

/** Who has what the thread wants, when it begins to wait. */
function holderOf({ run, scene }: Telling, { object, from }: Segment): Clause | undefined {
  const hold = object === undefined ? undefined : run.lanes.ownedAt(object, from);
  if (!hold) return undefined;
  const site = userSite(run, hold.at);
  return { text: `held by ${threadName(scene, hold.thread)}${site ? ', taken at' : ''}`, site };
}

export function holdDetails(telling: Telling, hold: Hold): Details {
  const { run, scene } = telling;
  const contentions = run.lanes.contentions(hold.object, hold.from, hold.to);
  const waited = contentions.reduce((sum, { start, end }) => sum + end - start, 0);
  const most = Math.max(0, ...contentions.map(({ waiters }) => waiters));
  const contended =
    most === 0
      ? 'nobody waits for it meanwhile'
      : `others wait for ${lengthText(waited)} of it, ${most} at once at most`;
  return {
    title: `${threadName(scene, hold.thread)} holds ${objectName(scene, hold.object)}`,
    clauses: [
      { text: spanText(telling, hold) },
      ...placeClause(run, hold.at, 'taken at'),
      { text: contended },
    ],
  };
}

export function wakeDetails({ run, scene }: Telling, wake: Wake): Details {
  const woken = threadName(scene, wake.thread);
  const object =
    wake.object === undefined ? '' : `, which waited for ${objectName(scene, wake.object)}`;
  const by = wake.by === 0 ? 'the clock' : threadName(scene, wake.by);
  const verb = wake.reason === 'start' ? 'starts' : 'wakes';
  return {
    title: `${by} ${verb} ${woken}${object}`,
    clauses: [
      { text: `at ${momentText({ run, scene }, wake.step)}` },
      ...placeClause(run, wake.at, `${by} is at`),
      ...(wake.reason === 'start' ? [] : placeClause(run, wake.waitedAt, `${woken} waits at`)),
    ],
  };
}

export function markDetails(telling: Telling, { step, thread }: Mark): Details {
  const { run, scene } = telling;
  const event = run.trace.eventAt((step - 1) as Step);
  const name = thread === 0 ? 'the program' : threadName(scene, thread);
  return {
    title: `${name} ${event ? eventText(scene, event) : ''}`,
    clauses: [
      { text: `at ${momentText(telling, step)}` },
      ...placeClause(run, event?.at ?? (0 as StackId), 'at'),
    ],
  };
}

/** What happened, as a verb with what follows: `prints hello`, `sets ready`. */
export function eventText(scene: TimelineScene, event: TraceEvent): string {
  const name = 'object' in event ? objectName(scene, event.object) : '';
  switch (event.kind) {
    case 'output':
      return `${event.stream === 'stderr' ? 'prints to stderr' : 'prints'}: ${event.text.trimEnd()}`;
    case 'exception':
      return `ends with ${event.typeName}: ${event.message}`;
    case 'input':
      return event.line === undefined ? 'reads the end of the input' : `reads: ${event.line}`;
    case 'notice':
      return event.text;
    case 'objectState':
      return changeText(name, event.state);
    case 'wake':
      return `wakes ${threadName(scene, event.thread)}`;
    case 'acquireFailed':
      return `does not get ${name}`;
    case 'acquire':
      return `takes ${name}`;
    case 'release':
      return `releases ${name}`;
    case 'notify':
      return `notifies ${name}: ${event.woken === 0 ? 'nobody waits' : `wakes ${event.woken}`}`;
    case 'unreachable':
      return `can never be woken: nobody has ${name}`;
    case 'run':
      return `gives the processor to ${threadName(scene, event.thread)}`;
    case 'wait':
      return 'waits';
    case 'threadNew':
      return `makes thread ${event.name}`;
    case 'threadStart':
      return `starts ${threadName(scene, event.thread)}`;
    case 'threadEnd':
      return 'ends';
    case 'threadName':
      return `calls a thread ${event.name}`;
    case 'objectNew':
      return `makes ${name}`;
    case 'objectGone':
      return `lets go of ${name}`;
    case 'joined':
      return `joins ${threadName(scene, event.thread)}, which has ended`;
    case 'location':
      return `is the second to use ${event.name}`;
    case 'access':
      return `${{ read: 'reads', write: 'writes', update: 'changes' }[event.mode]} what threads share`;
    case 'race':
      return 'uses what another thread writes, and nothing orders the two';
    case 'end':
      return 'ends the run';
  }
}

function changeText(name: string, state: ObjectState): string {
  switch (state.kind) {
    case 'event':
      return `${state.flag ? 'sets' : 'clears'} ${name}`;
    case 'semaphore':
      return `changes ${name}: ${state.value} of ${state.initial} free`;
    case 'queue':
      return `changes ${name}: ${countText(state.size, 'item')} in it`;
    case 'barrier':
      return `changes ${name}: ${state.waiting} of ${state.parties} arrived`;
    case 'future':
      return `changes ${name}: ${state.phase.toLowerCase()}`;
    case 'timer':
      return `changes ${name}: ${state.phase}`;
    default:
      return `changes ${name}`;
  }
}
