// Watches what threads share: sets traps on the accesses of the user's code as soon as there is a
// second thread, follows what each of them reads and writes, and records what matters. Makes no
// scheduling point, takes no virtual time, and runs no Python code.

import type { Race, SharedLocation } from '../../core/analysis/races/raceDetector.ts';
import { RaceDetector, type AccessManner } from '../../core/analysis/races/raceDetector.ts';
import type { SeenAccess } from '../../core/analysis/races/seenAccess.ts';
import type { ThreadId } from '../../core/base/ids.ts';
import { MAIN_THREAD } from '../../core/base/ids.ts';
import type { BatchWriter, EventListener } from '../../core/trace/encode.ts';
import { EventCode } from '../../core/trace/encode.ts';
import type { EventBody, RacingAccess } from '../../core/trace/events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { AccessSites, type AccessSite } from '../python/accessSites.ts';
import { AccessTraps } from '../python/accessTraps.ts';
import type { CodeObjects } from '../python/codeObjects.ts';
import { isContainerCall } from '../python/containers.ts';
import type { CPython, Pointer } from '../python/cpython.ts';
import type { Frames } from '../python/frames.ts';
import type { Instructions } from '../python/instructions.ts';
import type { Lifetimes } from '../python/lifetimes.ts';
import type { LineTraps } from '../python/lineTraps.ts';
import type { NativeThreads } from '../python/native.ts';
import type { PythonObjects } from '../python/objects.ts';
import { Operands } from '../python/operands.ts';
import { ShortValues } from '../python/shortValue.ts';
import { AccessEvents } from './accessEvents.ts';
import { LocationNames } from './locationNames.ts';
import { Locations } from './locations.ts';
import { UncheckedCalls } from './uncheckedCalls.ts';

export interface AccessParts {
  readonly python: CPython;
  readonly objects: PythonObjects;
  readonly native: NativeThreads;
  readonly codes: CodeObjects;
  readonly instructions: Instructions;
  readonly lines: LineTraps;
  readonly lifetimes: Lifetimes;
  readonly frames: Frames;
  readonly kernel: Kernel;
  readonly writer: BatchWriter;
  /** Memory for three words. */
  readonly scratch: number;
}

/** A site that is watched. */
interface Watched extends AccessSite {
  /** Accesses in this turn of the thread to what no other thread knows. */
  idle: number;
  /** It was not watched for a time: what it wrote last is not known. */
  hasRested: boolean;
}

/**
 * After so many accesses in a row to what no other thread knows a site rests until another thread
 * runs (Marino et al., LiteRace, PLDI 2009: what runs hot shows little that is new).
 */
const IDLE_LIMIT = 1_000;

export class AccessWatch implements EventListener {
  private readonly parts: AccessParts;
  private readonly sites: AccessSites;
  private readonly traps: AccessTraps;
  private readonly values: ShortValues;
  private readonly operands: Operands;
  private readonly names: LocationNames;
  private readonly locations: Locations;
  private readonly detector: RaceDetector;
  private readonly events: AccessEvents;
  private readonly unchecked: UncheckedCalls;
  /** Accesses of all code that is loaded. */
  private readonly known: AccessSite[] = [];
  private readonly watched = new Map<number, Watched>();
  private resting: Watched[] = [];
  private hasThreads = false;
  private writtenNames = 0;

  constructor(parts: AccessParts) {
    this.parts = parts;
    const { python, objects, codes, instructions, lines, lifetimes, writer } = parts;
    this.sites = new AccessSites(codes, instructions, objects, { isContainerCall });
    this.traps = new AccessTraps(python, instructions, lines);
    this.values = new ShortValues(python, objects);
    this.operands = new Operands(python, objects, this.values);
    this.names = new LocationNames({ ...parts, values: this.values });
    this.locations = new Locations(lifetimes);
    this.detector = new RaceDetector((race) => this.found(race));
    this.events = new AccessEvents(writer, parts.kernel.clock);
    this.unchecked = new UncheckedCalls(python, instructions);
    writer.listener = this;
  }

  // ── what happens in the run ──

  number(code: number, by: ThreadId, a: number, b: number): void {
    if (code === EventCode.run) {
      this.turnBegins();
      return;
    }
    if (code === EventCode.threadStart && a !== MAIN_THREAD) this.begin();
    this.detector.number(code, by, a, b);
  }

  event(by: ThreadId, body: EventBody): void {
    this.detector.event(by, body);
  }

  /** Code is about to be executed for the first time. */
  executed(code: Pointer): void {
    const { codes } = this.parts;
    if (!codes.isUsers(code)) return;
    for (const each of codes.nested(code)) {
      if (this.traps.prepare(each)) this.known.push(...this.sites.of(each));
    }
    if (this.hasThreads) this.watch();
  }

  freed(memory: number): void {
    this.locations.freed(memory);
  }

  private begin(): void {
    if (this.hasThreads) return;
    this.hasThreads = true;
    this.parts.lifetimes.start();
    this.watch();
  }

  private watch(): void {
    if (this.writtenNames === this.sites.written.size + this.known.length) return;
    this.writtenNames = this.sites.written.size + this.known.length;
    for (const site of this.known) {
      const isWanted = this.sites.isWorthwhile(site) && site.form !== 'next';
      if (isWanted && !this.watched.has(site.at)) this.watchSite(site);
    }
  }

  private watchSite(site: AccessSite): void {
    this.unchecked.add(site);
    this.watched.set(site.at, { ...site, idle: 0, hasRested: false });
    this.traps.set(site.code, site.at);
  }

  /** A loop over what threads share: its steps are watched too. */
  private watchSteps({ code, at }: AccessSite): void {
    const next = this.known.find((site) => site.at === at + 2 && site.form === 'next');
    if (next && next.code === code && !this.watched.has(next.at)) this.watchSite(next);
  }

  private turnBegins(): void {
    if (this.resting.length === 0) return;
    for (const site of this.resting) {
      site.idle = 0;
      this.traps.set(site.code, site.at);
    }
    this.resting = [];
  }

  // ── on the running thread ──

  /** The innermost frame is about to execute a watched instruction. */
  reached(): void {
    const { frames, native } = this.parts;
    const frame = frames.currentFrame(native.runningState);
    const at = frames.instructionOf(frame);
    const site = this.watched.get(at);
    if (site === undefined) {
      // CPython sets more than we asked for when a script uses sys.monitoring.
      this.traps.clear(frames.codeOf(frame), at);
      return;
    }
    this.unchecked.balance(site);
    if (!this.operands.read(site, frame)) {
      this.rests(site);
      return;
    }
    this.access(site, frame);
    if (this.operands.isReshaped && this.operands.kind === 'element') {
      this.operands.reshape();
      this.access(site, frame);
    }
  }

  private access(site: Watched, frame: number): void {
    const { operands } = this;
    const { native, kernel, frames, writer } = this.parts;
    const thread = kernel.current;
    const location = this.locations.of(operands.holder, operands.locationKey, thread);
    if (location === undefined) return;
    const wasShared = location.owner === undefined;
    if (!wasShared && location.owner === thread && this.rests(site)) location.value = undefined;
    if (operands.mode === 'read' && location.value === undefined) {
      location.value = this.valueNow(site, location);
    }
    if (!wasShared && location.owner !== thread) this.announce(location, site, frame);
    const isShared = this.detector.access(location, {
      thread,
      site: site.at,
      frame,
      mode: operands.mode,
      manner: mannerOf(site),
      value: operands.mode === 'read' ? location.value : this.valueOf(site),
      isFlag: operands.mode === 'read' || this.isFlag(operands.value),
      at: () => frames.stack(native.runningState),
      step: writer.step,
    });
    if (!isShared) return;
    if (site.form === 'iterate') this.watchSteps(site);
    const stack = frames.stack(native.runningState);
    this.events.access(location, site.at, operands.mode, { thread, stack });
  }

  /** A second thread comes to a location. */
  private announce({ id }: SharedLocation, site: AccessSite, frame: number): void {
    const { kernel, native, frames } = this.parts;
    const place = { thread: kernel.current, stack: frames.stack(native.runningState) };
    this.events.location(
      id,
      this.operands.kind,
      this.names.name(this.operands, site, frame),
      place,
    );
  }

  /** True if the site is not watched from now on, until another thread runs. */
  private rests(site: Watched): boolean {
    if (++site.idle < IDLE_LIMIT) return site.hasRested;
    if (site.idle === IDLE_LIMIT) {
      this.traps.clear(site.code, site.at);
      this.resting.push(site);
      site.hasRested = true;
    }
    return true;
  }

  private valueOf(site: Watched): string | undefined {
    const { value } = this.operands;
    return value === 0 || site.hasRested ? undefined : this.values.text(value);
  }

  /** What is there before any write was seen. */
  private valueNow(site: Watched, location: SharedLocation): string | undefined {
    if (location.version > 0 || site.hasRested) return undefined;
    const value = this.operands.current();
    return value === 0 ? undefined : this.values.text(value);
  }

  private isFlag(value: Pointer): boolean {
    const { objects } = this.parts;
    return value === objects.none || value === objects.bool(true) || value === objects.bool(false);
  }

  private found({ form, location, accesses }: Race): void {
    const { kernel, native, frames } = this.parts;
    const place = { thread: kernel.current, stack: frames.stack(native.runningState) };
    this.events.race({ kind: 'race', form, location, accesses: accesses.map(recorded) }, place);
  }
}

function recorded({ thread, at, step, mode, value, locks }: SeenAccess): RacingAccess {
  return { thread, at, step, mode, value, locks: locks.map(({ object }) => object) };
}

function mannerOf({ form }: AccessSite): AccessManner {
  if (form === 'iterate' || form === 'next') return 'loop';
  return form === 'call' || form === 'callKeywords' || form === 'contains' ? 'call' : 'plain';
}
