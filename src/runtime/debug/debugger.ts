// The debugger's engine: stops threads at lines, exceptions and synchronisation, and steps them.
// It sits beside the kernel and makes no scheduling point, no event and no virtual time: a run that
// is stopped and stepped has the trace of a run that is not.

import type { StackId, ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type {
  Breakpoint,
  DebugFromWorker,
  ExceptionStops as Exceptions,
  StepRequest,
  VerifiedBreakpoint,
} from '../../core/protocol/debug.ts';
import type { BatchWriter } from '../../core/trace/encode.ts';
import type { Site } from '../../core/trace/events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { DataPlaces } from '../inspect/dataPlaces.ts';
import type { CodeObjects } from '../python/codeObjects.ts';
import type { CPython, Pointer } from '../python/cpython.ts';
import type { LiveFrame } from '../python/frames.ts';
import type { MonitoringLayout } from '../python/layout.ts';
import type { LineTraps } from '../python/lineTraps.ts';
import type { PythonObjects } from '../python/objects.ts';
import type { Hits } from './breakpoints.ts';
import { ActiveBreakpoint, joinHits, NO_HITS, PlacedBreakpoints } from './breakpoints.ts';
import { DataStops } from './dataStops.ts';
import { ExceptionStops } from './exceptionStops.ts';
import { LoadedCode } from './loadedCode.ts';
import { RingGuard } from './ringGuard.ts';
import { Stepper } from './stepper.ts';
import type { EvaluateHere, Stop } from './stop.ts';
import { SyncStops } from './syncStops.ts';
import type { ThreadFrames } from './threadFrames.ts';
import { Traveller } from './traveller.ts';
import { Watches } from './watches.ts';

export interface DebuggerParts {
  readonly kernel: Kernel;
  readonly codes: CodeObjects;
  readonly traps: LineTraps;
  readonly frames: ThreadFrames;
  readonly python: CPython;
  readonly objects: PythonObjects;
  readonly layout: MonitoringLayout;
  readonly writer: BatchWriter;
  readonly userSite: (stack: StackId) => Site | undefined;
  readonly nameOf: (thread: ThreadId) => string;
  readonly stopOnDeadlock: boolean;
  readonly dataPlaces: DataPlaces;
  readonly evaluate: EvaluateHere;
  readonly send: (message: DebugFromWorker) => void;
  /** The interpreter's memory was written to, other than by the script. */
  readonly memoryChanged: () => void;
}

/** Where `runTo` goes to. */
interface Target {
  /** undefined: any. */
  readonly thread: ThreadId | undefined;
  readonly file: string;
  readonly line: number;
}

export class Debugger {
  readonly loaded: LoadedCode;
  private readonly parts: DebuggerParts;
  private readonly watches: Watches;
  private readonly stepper: Stepper;
  private readonly exceptions: ExceptionStops;
  private readonly data: DataStops;
  private readonly sync: SyncStops;
  private readonly rings: RingGuard;
  readonly traveller: Traveller;
  private active: readonly ActiveBreakpoint[] = [];
  private placed: PlacedBreakpoints;
  private target: Target | undefined;
  private stop: Stop | undefined;
  private ending: Stop | undefined;

  constructor(parts: DebuggerParts) {
    this.parts = parts;
    const { codes, traps, frames } = parts;
    this.loaded = new LoadedCode(codes, traps, (object) => parts.objects.retain(object));
    this.watches = new Watches(traps, parts.memoryChanged);
    this.stepper = new Stepper({ loaded: this.loaded, frames, traps, watches: this.watches });
    this.placed = new PlacedBreakpoints([], this.loaded);
    this.exceptions = new ExceptionStops(parts);
    this.data = new DataStops(parts.dataPlaces);
    this.traveller = new Traveller({ ...parts, loaded: this.loaded, watches: this.watches });
    this.sync = new SyncStops({
      userSite: parts.userSite,
      nameOf: parts.nameOf,
      stop: (stop) => this.stopSoon(stop),
    });
    this.rings = new RingGuard(parts.kernel, parts.stopOnDeadlock);
    parts.writer.onRich = (by, at, body) => {
      this.sync.recordedRich(by, at, body);
      if (body.kind === 'unreachable') this.rings.alarm();
    };
  }

  // ── intentions; nobody runs ──

  setBreakpoints(breakpoints: readonly Breakpoint[], exceptions: Exceptions): void {
    const before = new Map(this.active.map((each) => [each.breakpoint.id, each]));
    this.active = breakpoints.map((each) => ActiveBreakpoint.after(each, before.get(each.id)));
    this.exceptions.set(exceptions);
    this.sync.set(this.active);
    this.parts.writer.onNumbers = this.sync.isEmpty
      ? undefined
      : (code, by, a, b) => this.sync.recordedNumbers(code, by, a, b);
    this.place();
    this.parts.memoryChanged();
  }

  /** Call before the run goes on. */
  step(request: StepRequest): void {
    this.stepper.start(request);
  }

  /** Call before the run goes on. */
  runTo(thread: ThreadId | undefined, file: string, line: number): void {
    this.target = { thread, file, line };
    this.watchTarget();
  }

  /** The run goes on. */
  continued(): void {
    this.exceptions.forget();
  }

  /** The run stands, for whatever reason: what was under way is over. */
  halted(): void {
    this.stepper.cancel();
    this.target = undefined;
    this.watchTarget();
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
    const { moments } = this.traveller;
    if (this.traveller.lineReached(frame)) {
      return this.stopHere({ reason: 'travel', thread, moment: moments.line(moments.raw(frame)) });
    }
    const stop = this.breakpointStop(thread, frame) ?? this.goalStop(thread, frame);
    return this.stopHere(stop && { ...stop, moment: moments.line(moments.raw(frame)) });
  }

  /** An exception passes the innermost frame. @returns true if the thread is to be stopped */
  raised(exception: Pointer): boolean {
    const frame = this.parts.frames.innermost();
    const stop = frame && this.exceptions.raised(this.parts.kernel.current, frame, exception);
    return frame !== undefined && this.stopAtException(stop, frame, 'raised');
  }

  /** Nobody has caught it. @returns true if the thread is to be stopped */
  uncaught(exception: Pointer): boolean {
    const { kernel, frames } = this.parts;
    const stop = this.exceptions.uncaught(kernel.current, exception);
    // Its frames may be gone: then whoever has called them tells where it is.
    const frame = frames.innermost();
    return frame !== undefined && this.stopAtException(stop, frame, 'uncaught');
  }

  private stopAtException(
    stop: Stop | undefined,
    frame: LiveFrame,
    exception: 'raised' | 'uncaught',
  ): boolean {
    if (!stop) return false;
    const { traveller } = this;
    const moment = traveller.moments.line(traveller.moments.raw(frame), exception);
    const isThere = traveller.exceptionReached(moment, frame);
    return this.stopHere({ ...stop, moment, ...(isThere && { reason: 'travel' }) });
  }

  /** @returns true if the running thread is to be stopped: not while the run is on its way. */
  private stopHere(stop: Stop | undefined): boolean {
    if (stop === undefined) return false;
    if (this.traveller.isUnderway) {
      this.traveller.stopped(stop);
      return false;
    }
    this.stop = stop;
    return true;
  }

  /** The exception at which a thread stands; borrowed, 0 for none. */
  currentException(thread: ThreadId): Pointer {
    return this.exceptions.exceptionOf(thread);
  }

  /** Code is about to be executed for the first time. */
  executed(code: Pointer): void {
    if (!this.loaded.add(code)) return;
    this.stepper.codeLoaded();
    this.traveller.codeLoaded();
    this.watchTarget();
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
    const ring = this.rings.takeStop();
    const isTravel = this.stop?.reason !== 'travel' && this.traveller.pointReached();
    const stop = this.stop ?? this.dataStop(this.parts.kernel.lastRun) ?? ring;
    this.stop = undefined;
    if (stop) this.parts.kernel.attention = false;
    return isTravel ? { reason: 'travel' } : this.unlessUnderway(stop);
  }

  /** The same, for a stop that can wait until it is known who runs next. */
  takeStopBefore(): Stop | undefined {
    const { ending } = this;
    this.ending = undefined;
    return this.traveller.dispatched() ? { reason: 'travel' } : this.unlessUnderway(ending);
  }

  private unlessUnderway(stop: Stop | undefined): Stop | undefined {
    if (!this.traveller.isUnderway) return stop;
    if (stop && stop.reason !== 'suspect') this.traveller.stopped(stop);
    return undefined;
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
    const { evaluate } = this.parts;
    const changed = this.data.isEmpty ? NO_HITS : this.data.changed(evaluate);
    const hits = joinHits([this.placed.hit(frame.instruction, evaluate), changed]);
    this.log(thread, frame, hits);
    return this.stopAt(thread, hits);
  }

  /** A value was changed by the thread that has just left the processor. */
  private dataStop(thread: ThreadId): Stop | undefined {
    if (this.data.isEmpty) return undefined;
    const hits = this.data.changed(undefined);
    const [frame] = this.parts.frames.ofUser(thread);
    if (frame) this.log(thread, frame, hits);
    return this.stopAt(thread, hits);
  }

  private log(thread: ThreadId, frame: LiveFrame, { logs }: Hits): void {
    if (logs.length === 0) return;
    const site = this.parts.frames.siteOf(frame);
    const { step } = this.parts.writer;
    for (const text of logs) this.parts.send({ kind: 'logged', text, thread, site, step });
  }

  private stopAt(thread: ThreadId, hits: Hits): Stop | undefined {
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

  private watchTarget(): void {
    const { target } = this;
    const found = target && this.loaded.placesOf(target.file, target.line);
    this.watches.set('runTo', found?.places ?? []);
  }

  private place(): void {
    this.placed = new PlacedBreakpoints(this.active, this.loaded);
    this.watches.set('breakpoints', this.placed.places);
    const data = this.data.set(this.active);
    const codes = this.data.isEmpty ? [] : this.loaded.all();
    this.watches.set(
      'values',
      codes.flatMap((code) => this.loaded.placesIn(code)),
    );
    const sync = this.active
      .filter(({ breakpoint }) => breakpoint.kind === 'sync')
      .map(verifiedSync);
    this.parts.send({
      kind: 'breakpoints',
      breakpoints: [...this.placed.verified, ...data, ...sync],
    });
  }

  /** The thread that runs leaves the processor at its next scheduling point. */
  private stopSoon(stop: Stop): void {
    if (stop.text !== undefined && this.parts.kernel.current === NO_THREAD) this.ending = stop;
    else this.stop ??= stop;
    this.parts.kernel.attention = true;
  }
}

function verifiedSync({ breakpoint, problem }: ActiveBreakpoint): VerifiedBreakpoint {
  const { id } = breakpoint;
  return problem === undefined
    ? { id, isVerified: true }
    : { id, isVerified: false, message: problem };
}
