// The accesses of the user's code that are watched: which they are, and their traps.

import type { AccessManner } from '../../core/trace/events.ts';
import { AccessSites, type AccessSite } from '../python/accessSites.ts';
import { AccessTraps } from '../python/accessTraps.ts';
import type { CodeObjects } from '../python/codeObjects.ts';
import { isContainerCall } from '../python/containers.ts';
import type { CPython, Pointer } from '../python/cpython.ts';
import type { Frames } from '../python/frames.ts';
import type { Instructions } from '../python/instructions.ts';
import type { LineTraps } from '../python/lineTraps.ts';
import type { NativeThreads } from '../python/native.ts';
import type { PythonObjects } from '../python/objects.ts';
import { UncheckedCalls } from './uncheckedCalls.ts';

export interface SiteParts {
  readonly python: CPython;
  readonly objects: PythonObjects;
  readonly native: NativeThreads;
  readonly codes: CodeObjects;
  readonly instructions: Instructions;
  readonly lines: LineTraps;
  readonly frames: Frames;
}

export interface WatchedSite extends AccessSite {
  /** Accesses in this turn of the thread to what no other thread knows. */
  idle: number;
  /** It was not watched for a time: what it wrote last is not known. */
  hasRested: boolean;
}

export class WatchedSites {
  private readonly parts: SiteParts;
  private readonly sites: AccessSites;
  private readonly traps: AccessTraps;
  private readonly unchecked: UncheckedCalls;
  /** Accesses of all code that is loaded. */
  private readonly known: AccessSite[] = [];
  private readonly watched = new Map<number, WatchedSite>();
  private resting: WatchedSite[] = [];
  private isOn = false;
  private seen = 0;

  constructor(parts: SiteParts) {
    this.parts = parts;
    const { python, objects, codes, instructions, lines } = parts;
    this.sites = new AccessSites(codes, instructions, objects, { isContainerCall });
    this.traps = new AccessTraps(python, instructions, lines);
    this.unchecked = new UncheckedCalls(python, instructions);
  }

  /** Code is about to be executed for the first time. */
  executed(code: Pointer): void {
    const { codes } = this.parts;
    if (!codes.isUsers(code)) return;
    for (const each of codes.nested(code)) {
      if (this.traps.prepare(each)) this.known.push(...this.sites.of(each));
    }
    if (this.isOn) this.watchAll();
  }

  /** From now on traps are set. */
  begin(): void {
    this.isOn = true;
    this.watchAll();
  }

  /** The watched access that a frame is about to make; undefined if nobody wants to know. */
  at(frame: number): WatchedSite | undefined {
    const { frames } = this.parts;
    const at = frames.instructionOf(frame);
    const site = this.watched.get(at);
    if (site) this.unchecked.balance(site);
    // CPython sets more than we asked for when a script uses sys.monitoring.
    else this.traps.clear(frames.codeOf(frame), at);
    return site;
  }

  /** A loop over what threads share: its steps are watched too. */
  watchSteps({ code, at }: AccessSite): void {
    const next = this.known.find((site) => site.at === at + 2 && site.form === 'next');
    if (next && next.code === code && !this.watched.has(next.at)) this.watch(next);
  }

  /** Not watched until `wake`. */
  rest(site: WatchedSite): void {
    this.traps.clear(site.code, site.at);
    this.resting.push(site);
    site.hasRested = true;
  }

  /** Who rests is watched again. */
  wake(): void {
    if (this.resting.length === 0) return;
    for (const site of this.resting) {
      site.idle = 0;
      this.traps.set(site.code, site.at);
    }
    this.resting = [];
  }

  /** What no code wrote before may be written by code that has come. */
  private watchAll(): void {
    const seen = this.sites.written.size + this.known.length;
    if (this.seen === seen) return;
    this.seen = seen;
    for (const site of this.known) {
      const isWanted = this.sites.isWorthwhile(site) && site.form !== 'next';
      if (isWanted && !this.watched.has(site.at)) this.watch(site);
    }
  }

  private watch(site: AccessSite): void {
    this.unchecked.add(site);
    this.watched.set(site.at, { ...site, idle: 0, hasRested: false });
    this.traps.set(site.code, site.at);
  }
}

export function mannerOf({ form }: AccessSite): AccessManner {
  if (form === 'iterate' || form === 'next') return 'loop';
  return form === 'call' || form === 'callKeywords' || form === 'contains' ? 'call' : 'plain';
}
