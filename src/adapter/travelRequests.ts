// Going to other moments of a run. Stepping back and reverse continue are DAP's own; the others are
// requests of ours, documented in docs/debug-adapter.md.

import { compareBranches } from '../core/analysis/compareBranches.ts';
import { lastTaken } from '../core/analysis/lastTaken.ts';
import { UserError } from '../core/base/errors.ts';
import type { ObjectId, Step, ThreadId } from '../core/base/ids.ts';
import type { ObjectPlace } from '../core/protocol/debug.ts';
import { branchSides } from '../session/travel/branchSides.ts';
import type { Travels } from '../session/travel/travels.ts';
import type { DebuggedRun } from './debuggedRun.ts';
import { on, Reply, type Handlers } from './requestDesk.ts';

interface OfThread {
  readonly threadId?: number;
}

interface ToStep {
  readonly step?: number;
}

/** As in `dataBreakpointInfo`. */
interface OfVariable {
  readonly variablesReference?: number;
  readonly frameId?: number;
  readonly name: string;
}

interface OfObject {
  /** As the trace numbers it, or where it is made. */
  readonly objectId?: number;
  readonly object?: ObjectPlace;
}

export function travelRequests(liveRun: () => DebuggedRun): Handlers {
  /** Answered at once, as a step forward is: the stop comes as an event. */
  const stepping = (go: (travels: Travels, thread: ThreadId) => Promise<unknown>) =>
    on<OfThread>(({ threadId }) => {
      const run = liveRun();
      const thread = (threadId ?? run.stoppedThread) as ThreadId;
      run.mustStand();
      return new Reply(undefined, () => void run.stepBack(() => go(run.session.travels, thread)));
    });
  /** Answered when it is there. */
  const going = async (go: (run: DebuggedRun) => Promise<unknown>) => {
    const run = liveRun();
    await go(run);
    return placeOf(run);
  };
  return {
    stepBack: stepping((travels, thread) => travels.stepBack(thread)),
    reverseContinue: stepping((travels) => travels.reverseContinue()),
    'weft/stepBackInto': stepping((travels, thread) => travels.stepBack(thread, 'in')),
    'weft/stepEventBack': stepping((travels) => travels.stepEventBack()),
    'weft/goToStep': on<ToStep>(({ step }) =>
      going(({ session }) => session.travels.goToStep(stepIn(step))),
    ),
    'weft/goToStart': () => going(({ session }) => session.travels.goToStart()),
    'weft/goToEnd': () => going(({ session }) => session.travels.goToEnd()),
    'weft/goToTaken': on<OfObject>((args) => going((run) => goToTaken(run, args))),
    'weft/goToChange': on<OfVariable>((args) => going((run) => goToChange(run, args))),
    'weft/compareBranches': () => ({ text: compareBranches(...branchSides(liveRun().session)) }),
  };
}

function placeOf({ session }: DebuggedRun): object {
  const { state, pastStep, trace } = session;
  const text = state.kind === 'paused' ? state.text : undefined;
  const step = pastStep ?? trace.length;
  return { step, steps: trace.length, ...(text !== undefined && { text }) };
}

function stepIn(step: unknown): Step {
  if (typeof step === 'number' && Number.isInteger(step) && step >= 0) return step as Step;
  throw new UserError('"step" must be the number of a step, 0 or more.');
}

async function goToTaken(run: DebuggedRun, { objectId, object }: OfObject): Promise<void> {
  const { session } = run;
  const id = objectId === undefined ? objectAt(run, object) : (objectId as ObjectId);
  const step = lastTaken(session.world, session.trace, id);
  if (step === undefined) throw new UserError('Nobody has taken or changed it before this moment.');
  await session.travels.goToStep((step + 1) as Step);
}

function objectAt({ session }: DebuggedRun, place: ObjectPlace | undefined): ObjectId {
  const isIt = (id: ObjectId): boolean => {
    const known = session.placeOf(id);
    const isLine = known?.file === place?.file && known?.line === place?.line;
    return isLine && known?.ordinal === place?.ordinal;
  };
  const found = Object.values(session.world.objects).find(({ id }) => isIt(id));
  if (place && found) return found.id;
  throw new UserError('No object of the run is made there.');
}

async function goToChange(run: DebuggedRun, args: OfVariable): Promise<void> {
  const { dataId, description } = await run.inspection.dataBreakpoint(args);
  if (dataId === null) throw new UserError(description);
  await run.session.travels.goToChange(dataId, args.name);
}
