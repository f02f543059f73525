// Brings a run to a moment. On the way to where it was sent it stops nowhere, but looks for what it
// was told to; afterwards it can be told to stand at a moment, whatever else stops it before.

import { NO_THREAD } from '../../core/base/ids.ts';
import type { Destination, Found, Moment, TravelRequest } from '../../core/protocol/travel.ts';
import type { LiveFrame } from '../python/frames.ts';
import type { Place } from './loadedCode.ts';
import type { MomentParts } from './moments.ts';
import { Moments } from './moments.ts';
import type { Searcher, SearchParts } from './searches.ts';
import { searcher } from './searches.ts';
import type { Stop } from './stop.ts';
import type { Watches } from './watches.ts';

export type TravellerParts = MomentParts &
  Omit<SearchParts, 'moments'> & { readonly watches: Watches };

/** More than the most virtual time that passes from when an operation begins to its point. */
const MARGIN = 20_000;

type Watched = 'nothing' | 'target' | 'everything';

export class Traveller {
  readonly moments: Moments;
  private readonly parts: TravellerParts;
  private search: Searcher;
  private to: Destination | undefined;
  private from = 0;
  private watched: Watched = 'nothing';
  /** The run is on its way, and stops nowhere. */
  isUnderway = false;

  constructor(parts: TravellerParts) {
    this.parts = parts;
    this.moments = new Moments(parts);
    this.search = searcher(undefined, { ...parts, moments: this.moments });
  }

  /** Call before the run starts. */
  begin({ to, search, from = 0 as Moment['step'] }: TravelRequest): void {
    this.isUnderway = true;
    this.to = to;
    this.from = from;
    this.search = searcher(search, { ...this.parts, moments: this.moments });
    this.parts.writer.onEvent = () => this.eventRecorded();
    this.eventRecorded();
  }

  /** From now on the run stands at a moment; undefined ends that. */
  standAt(moment: Moment | undefined): void {
    this.to = moment && { kind: 'moment', moment };
    this.parts.writer.onEvent = moment && (() => this.eventRecorded());
    this.watch(true);
  }

  /** More of the user's code was loaded. Its lines are read now, as later it may be inopportune. */
  codeLoaded(): void {
    if (this.to === undefined) return;
    this.parts.loaded.all();
    this.watch(true);
  }

  /** @returns true if it is where it was sent to */
  lineReached(frame: LiveFrame): boolean {
    if (this.to === undefined) return false;
    if (this.isAtLine(this.to, frame)) return this.arrive();
    if (this.isUnderway) this.note((search) => search.lineReached?.(this.moments.raw(frame)));
    return false;
  }

  /** An exception stops the running thread. @returns true if it was sent there */
  exceptionReached(moment: Moment, frame: LiveFrame): boolean {
    const target = this.to?.kind === 'moment' ? this.to.moment.line : undefined;
    if (this.to?.kind !== 'moment' || target?.exception !== moment.line?.exception) return false;
    return this.moments.isHere(this.to.moment, frame) && this.arrive();
  }

  /** The driver has the processor. @returns true if it is where it was sent to */
  pointReached(): boolean {
    if (this.dispatched()) return true;
    if (this.isUnderway) this.note((search) => search.released?.(this.parts.kernel.lastRun));
    return false;
  }

  /** It is known who runs next. @returns true if it is where it was sent to */
  dispatched(): boolean {
    return this.to !== undefined && this.isDue(this.to) && this.arrive();
  }

  /** The run would have stopped. */
  stopped({ moment = this.moments.point(), reason, thread, breakpoints, text }: Stop): void {
    const who = { ...(thread && { thread }), ...(breakpoints && { breakpoints }) };
    const stop = { reason, ...who, ...(text !== undefined && { text }) };
    this.note((search) => search.stopped?.({ moment, stop }));
  }

  /** What was looked for; asked when it has arrived. */
  found(): Found | undefined {
    return this.search.result();
  }

  /** There is a moment to stand at. */
  get isSent(): boolean {
    return this.to !== undefined;
  }

  /** True if the running thread should leave the processor at its next point. */
  wantsProcessor(): boolean {
    const { to } = this;
    if (to === undefined) return false;
    if (this.isUnderway && this.search.wantsEvents && this.isPast(this.from)) return true;
    const isPoint = to.kind === 'moment' && to.moment.line === undefined;
    return isPoint && this.parts.kernel.clock.now >= to.moment.time - MARGIN;
  }

  /** Virtual time at which it is to stand while nobody runs. */
  get nextStand(): number {
    const { to } = this;
    const isPoint = to?.kind === 'moment' && to.moment.line === undefined;
    return isPoint && this.isPast(to.moment.step) ? to.moment.time : Infinity;
  }

  private arrive(): true {
    const { current, lastRun } = this.parts.kernel;
    if (this.isUnderway) this.search.arrived?.(current === NO_THREAD ? lastRun : current);
    this.isUnderway = false;
    this.standAt(undefined);
    return true;
  }

  private note(tell: (search: Searcher) => void): void {
    if (this.isPast(this.from)) tell(this.search);
  }

  private isPast(step: number): boolean {
    return this.parts.writer.step >= step;
  }

  private isAtLine(to: Destination, frame: LiveFrame): boolean {
    if (to.kind === 'step') return this.isPast(to.step);
    return to.moment.line?.exception === undefined && this.moments.isHere(to.moment, frame);
  }

  /** True also of a moment that has not come: whoever sent us sees where the run stands. */
  private isDue(to: Destination): boolean {
    if (to.kind === 'step') return this.isPast(to.step);
    const { step, time, line } = to.moment;
    if (line !== undefined) return this.isPast(step + 1);
    return this.isPast(step) && this.parts.kernel.clock.now >= time;
  }

  private eventRecorded(): void {
    this.watch();
    const { to } = this;
    const isThere = to?.kind === 'step' && this.isPast(to.step);
    const isSearched = this.isUnderway && this.search.wantsEvents && this.isPast(this.from);
    if (isThere || isSearched) this.parts.kernel.attention = true;
  }

  /** Watches no more than is needed, as code without traps runs at full speed. */
  private watch(isCodeNew = false): void {
    const wanted = this.wanted();
    if (wanted === this.watched && !isCodeNew) return;
    this.watched = wanted;
    this.parts.watches.set('travel', this.places(wanted));
  }

  private places(wanted: Watched): Place[] {
    if (wanted === 'nothing') return [];
    const { loaded } = this.parts;
    const target = this.to?.kind === 'moment' ? this.to.moment.line : undefined;
    const ofTarget = target ? this.moments.placesOf(target) : [];
    if (wanted === 'target') return ofTarget;
    return [...loaded.all().flatMap((code) => loaded.placesIn(code)), ...ofTarget];
  }

  private wanted(): Watched {
    const { to } = this;
    if (to === undefined) return 'nothing';
    const searches = this.isUnderway && this.search.wantsLines && this.isPast(this.from);
    if (searches || (to.kind === 'step' && this.isPast(to.step))) return 'everything';
    const isNear = to.kind === 'moment' && to.moment.line && this.isPast(to.moment.step);
    return isNear ? 'target' : 'nothing';
  }
}
