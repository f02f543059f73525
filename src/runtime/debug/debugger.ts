// The debugger's engine: stops threads at lines, exceptions and synchronisation, and steps them.
// It sits beside the kernel and makes no scheduling point, no event and no virtual time: a run that
// is stopped and stepped has the trace of a run that is not.

import type { ThreadId } from '../../core/base/ids.ts';
import type {
  Breakpoint,
  DebugFromWorker,
  ExceptionStops,
  StepRequest,
} from '../../core/protocol/debug.ts';
import type { Site } from '../../core/trace/events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { CodeObjects } from '../python/codeObjects.ts';
import type { Pointer } from '../python/cpython.ts';
import type { LiveFrame } from '../python/frames.ts';
import type { LineTraps } from '../python/lineTraps.ts';
import { ActiveBreakpoint, joinHits, NO_HITS, PlacedBreakpoints } from './breakpoints.ts';
import { LoadedCode } from './loadedCode.ts';
import { Stepper } from './stepper.ts';
import type { EvaluateHere, Stop } from './stop.ts';
import type { ThreadFrames } from './threadFrames.ts';
import { Watches } from './watches.ts';

export interface DebuggerParts {
  readonly kernel: Kernel;
  readonly codes: CodeObjects;
  readonly traps: LineTraps;
  readonly frames: ThreadFrames;
  /** Keeps a Python object alive. */
  readonly retain: (object: Pointer) => void;
  /** Number of events so far. */
  readonly step: () => number;
  readonly evaluate: EvaluateHere;
  readonly send: (message: DebugFromWorker) => void;
  /** The interpreter's memory was written to, other than by the script. */
  readonly memoryChanged: () => void;
}

export class Debugger {
  readonly loaded: LoadedCode;
  private readonly parts: DebuggerParts;
  private readonly watches: Watches;
  private readonly stepper: Stepper;
  private active: readonly ActiveBreakpoint[] = [];
  private placed: PlacedBreakpoints;
  private target: { readonly thread: ThreadId | undefined } | undefined;
  private stop: Stop | undefined;
  private ending: Stop | undefined;

  constructor(parts: DebuggerParts) {
    this.parts = parts;
    const { codes, traps, frames } = parts;
    this.loaded = new LoadedCode(codes, traps, parts.retain);
    this.watches = new Watches(traps, parts.memoryChanged);
    this.stepper = new Stepper({ loaded: this.loaded, frames, traps, watches: this.watches });
    this.placed = new PlacedBreakpoints([], this.loaded);
  }

  // ── intentions; nobody runs ──

  setBreakpoints(breakpoints: readonly Breakpoint[], _exceptions: ExceptionStops): void {
    const before = new Map(this.active.map((each) => [each.breakpoint.id, each]));
    this.active = breakpoints.map((each) => ActiveBreakpoint.after(each, before.get(each.id)));
    this.place();
  }

  /** Call before the run goes on. */
  step(request: StepRequest): void {
    this.stepper.start(request);
  }

  /** Call before the run goes on. */
  runTo(thread: ThreadId | undefined, file: string, line: number): void {
    const found = this.loaded.placesOf(file, line);
    this.target = { thread };
    this.watches.set('runTo', found?.places ?? []);
  }

  /** The run stands, for whatever reason: what was under way is over. */
  halted(): void {
    this.stepper.cancel();
    this.target = undefined;
    this.watches.set('runTo', []);
  }

  // ── on the running thread ──

  /** @returns true if it is to be stopped here */
  lineReached(): boolean {
    const frame = this.parts.frames.innermost();
    if (!frame) return false;
    const { kernel, traps } = this.parts;
    if (!traps.has(frame.instruction)) {
      traps.clearStray(frame.code, frame.instruction);
      return false;
    }
    const thread = kernel.current;
    const stop = this.breakpointStop(thread, frame) ?? this.goalStop(thread, frame);
    if (stop) this.stop = stop;
    return stop !== undefined;
  }

  /** Code is about to be executed for the first time. */
  executed(code: Pointer): void {
    if (!this.loaded.add(code)) return;
    this.stepper.codeLoaded();
    if (this.active.length > 0) this.place();
  }

  /** The running thread's Python code is over. */
  threadEnded(thread: ThreadId, name: string): void {
    if (this.stepper.request?.thread !== thread) return;
    this.ending = { reason: 'step', text: `${name} has ended.` };
  }

  // ── for the driver ──

  /** Why the run is to stand before anybody goes on; asked once. */
  takeStop(): Stop | undefined {
    const { stop } = this;
    this.stop = undefined;
    return stop;
  }

  /** The same, for a stop that can wait until it is known who runs next. */
  takeStopBefore(): Stop | undefined {
    const { ending } = this;
    this.ending = undefined;
    return ending;
  }

  /** Where threads are in the user's code that could run on. */
  positions(): Record<ThreadId, Site> {
    const { kernel, frames } = this.parts;
    const positions: Record<ThreadId, Site> = {};
    for (const thread of kernel.runnable()) {
      const [frame] = frames.ofUser(thread);
      if (frame) positions[thread] = frames.siteOf(frame);
    }
    return positions;
  }

  private breakpointStop(thread: ThreadId, frame: LiveFrame): Stop | undefined {
    const hits = joinHits([this.placed.hit(frame.instruction, this.parts.evaluate), NO_HITS]);
    for (const text of hits.logs) {
      const site = this.parts.frames.siteOf(frame);
      this.parts.send({ kind: 'logged', text, thread, site, step: this.parts.step() as never });
    }
    if (hits.breakpoints.length === 0) return undefined;
    const stop: Stop = { reason: 'breakpoint', thread, breakpoints: hits.breakpoints };
    return hits.texts.length > 0 ? { ...stop, text: hits.texts.join('\n') } : stop;
  }

  private goalStop(thread: ThreadId, frame: LiveFrame): Stop | undefined {
    if (this.stepper.isDone(thread, frame)) return { reason: 'step', thread };
    const { target } = this;
    if (!target || !this.watches.has('runTo', frame.instruction)) return undefined;
    if (target.thread !== undefined && target.thread !== thread) return undefined;
    return { reason: 'goto', thread };
  }

  private place(): void {
    this.placed = new PlacedBreakpoints(this.active, this.loaded);
    this.watches.set('breakpoints', this.placed.places);
    this.parts.send({ kind: 'breakpoints', breakpoints: this.placed.verified });
  }
}
