// Watches what threads share: sets traps on the accesses of the user's code as soon as there is a
// second thread, follows what each of them reads and writes, and records what matters. Makes no
// scheduling point, takes no virtual time, and runs no Python code.

import type { Race, SharedLocation } from '../../core/analysis/races/raceDetector.ts';
import { RaceDetector } from '../../core/analysis/races/raceDetector.ts';
import type { SeenAccess } from '../../core/analysis/races/seenAccess.ts';
import type { ThreadId } from '../../core/base/ids.ts';
import { MAIN_THREAD } from '../../core/base/ids.ts';
import type { BatchWriter, EventListener } from '../../core/trace/encode.ts';
import { EventCode } from '../../core/trace/encode.ts';
import type { EventBody, RacingAccess } from '../../core/trace/events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { AccessSite } from '../python/accessSites.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Lifetimes } from '../python/lifetimes.ts';
import type { Operands } from '../python/operands.ts';
import type { ShortValues } from '../python/shortValue.ts';
import { AccessEvents } from './accessEvents.ts';
import { LocationNames } from './locationNames.ts';
import { Locations } from './locations.ts';
import { mannerOf, type SiteParts, type WatchedSite, type WatchedSites } from './watchedSites.ts';

export interface AccessParts extends SiteParts {
  readonly sites: WatchedSites;
  readonly operands: Operands;
  readonly values: ShortValues;
  readonly lifetimes: Lifetimes;
  readonly kernel: Kernel;
  readonly writer: BatchWriter;
  /** Memory for three words. */
  readonly scratch: number;
}

/**
 * After so many accesses in a row to what no other thread knows a site rests until another thread
 * runs (Marino et al., LiteRace, PLDI 2009: what runs hot shows little that is new).
 */
const IDLE_LIMIT = 1_000;

export class AccessWatch implements EventListener {
  private readonly parts: AccessParts;
  private readonly sites: WatchedSites;
  private readonly values: ShortValues;
  private readonly operands: Operands;
  private readonly names: LocationNames;
  private readonly locations: Locations;
  private readonly detector: RaceDetector;
  private readonly events: AccessEvents;
  private hasThreads = false;

  constructor(parts: AccessParts) {
    this.parts = parts;
    const { sites, operands, values, lifetimes, writer, kernel } = parts;
    this.sites = sites;
    this.operands = operands;
    this.values = values;
    this.names = new LocationNames(parts);
    this.locations = new Locations(lifetimes);
    this.detector = new RaceDetector((race) => this.found(race));
    this.events = new AccessEvents(writer, kernel.clock);
    writer.listener = this;
  }

  // ── what happens in the run ──

  number(code: number, by: ThreadId, a: number, b: number): void {
    if (code === EventCode.run) {
      this.sites.wake();
      return;
    }
    if (code === EventCode.threadStart && a !== MAIN_THREAD) this.begin();
    this.detector.number(code, by, a, b);
  }

  event(by: ThreadId, body: EventBody): void {
    this.detector.event(by, body);
  }

  freed(memory: number): void {
    this.locations.freed(memory);
  }

  private begin(): void {
    if (this.hasThreads) return;
    this.hasThreads = true;
    this.parts.lifetimes.start();
    this.sites.begin();
  }

  // ── on the running thread ──

  /** The innermost frame is about to execute a watched instruction. */
  reached(site: WatchedSite, frame: number): void {
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

  private access(site: WatchedSite, frame: number): void {
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
    if (site.form === 'iterate') this.sites.watchSteps(site);
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
  private rests(site: WatchedSite): boolean {
    if (++site.idle < IDLE_LIMIT) return site.hasRested;
    if (site.idle === IDLE_LIMIT) {
      this.sites.rest(site);
    }
    return true;
  }

  private valueOf(site: WatchedSite): string | undefined {
    const { value } = this.operands;
    return value === 0 || site.hasRested ? undefined : this.values.text(value);
  }

  /** What is there before any write was seen. */
  private valueNow(site: WatchedSite, location: SharedLocation): string | undefined {
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
