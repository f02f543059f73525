// One step of one thread. Lines of the code that the step can come to are watched; the step is
// done when its thread comes to one of them in the right frame. Other threads never end it.

import type { ThreadId } from '../../core/base/ids.ts';
import type { StepRequest } from '../../core/protocol/debug.ts';
import type { LiveFrame } from '../python/frames.ts';
import type { LineTraps } from '../python/lineTraps.ts';
import type { LoadedCode, Place } from './loadedCode.ts';
import type { ThreadFrames } from './threadFrames.ts';
import type { Watches } from './watches.ts';

interface Step {
  readonly request: StepRequest;
  /** Frames in which it may end, by address; undefined: in any of the user's. */
  readonly within: ReadonlyMap<number, LiveFrame> | undefined;
}

export interface StepParts {
  readonly loaded: LoadedCode;
  readonly frames: ThreadFrames;
  readonly traps: LineTraps;
  readonly watches: Watches;
}

export class Stepper {
  private step: Step | undefined;
  private readonly parts: StepParts;

  constructor(parts: StepParts) {
    this.parts = parts;
  }

  /** The step that is under way. */
  get request(): StepRequest | undefined {
    return this.step?.request;
  }

  start(request: StepRequest): void {
    const frames = this.parts.frames.ofUser(request.thread);
    const [, ...outer] = frames;
    const inside = request.mode === 'out' ? outer : frames;
    const isAnywhere = request.mode === 'in' || frames.length === 0;
    this.step = {
      request,
      within: isAnywhere ? undefined : new Map(inside.map((frame) => [frame.address, frame])),
    };
    this.watch(isAnywhere ? undefined : inside, outer);
  }

  cancel(): void {
    if (this.step === undefined) return;
    this.step = undefined;
    this.parts.watches.set('step', []);
  }

  /** More of the user's code was loaded. */
  codeLoaded(): void {
    if (this.step !== undefined && this.step.within === undefined) this.watch(undefined, []);
  }

  /** True if the step ends here, at a watched instruction of the running thread. */
  isDone(thread: ThreadId, frame: LiveFrame): boolean {
    const { step } = this;
    if (step?.request.thread !== thread) return false;
    if (!this.parts.watches.has('step', frame.instruction)) return false;
    // A new call may have the address of a frame that is gone; then it is the same function again.
    return step.within === undefined || step.within.get(frame.address)?.code === frame.code;
  }

  private watch(inside: readonly LiveFrame[] | undefined, outer: readonly LiveFrame[]): void {
    const { loaded, watches } = this.parts;
    const codes = inside === undefined ? loaded.all() : new Set(inside.map(({ code }) => code));
    const places = [...codes].flatMap((code) => loaded.placesIn(code));
    const returns = outer.slice(0, 1).flatMap((frame) => this.afterCall(frame));
    watches.set('step', [...places, ...returns]);
  }

  /** Where the caller goes on when the call is over. */
  private afterCall({ code, instruction }: LiveFrame): Place[] {
    const at = this.parts.traps.following(code, instruction);
    return at === 0 ? [] : [{ code, at, how: 'anywhere' }];
  }
}
