// The output side of perfetto.ts: events of the Trace Event Format in order of time, slices that
// nest by construction. https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU

import type { Nanoseconds } from '../base/ids.ts';

type Args = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Track {
  /** The process: what kind of thing has the track. */
  readonly pid: number;
  readonly tid: number;
}

export interface PerfettoEvent extends Track {
  /**
   * `B`, `E`: a slice; `i`: an instant; `s`, `f`: a flow's two ends; `C`: a counter; `M`: metadata.
   */
  readonly ph: 'B' | 'E' | 'i' | 's' | 'f' | 'C' | 'M';
  /** Virtual microseconds. */
  readonly ts: number;
  readonly name?: string;
  readonly cat?: string;
  /** Of an instant: for its thread, its process, or everybody. */
  readonly s?: 't' | 'p' | 'g';
  readonly id?: number;
  /** Binds a flow's end to the slice around it, not to the next. */
  readonly bp?: 'e';
  readonly args?: Args;
}

/** Keeps what has one and the same time back, to leave out states of no length with nothing in them. */
export class PerfettoOutput {
  private ts = 0;
  private now: (PerfettoEvent | undefined)[] = [];
  private done: PerfettoEvent[] = [];
  /** Where in `now` a track's last event is, if that begins a slice. */
  private readonly begun = new Map<string, number>();

  /** Times never go back. */
  moveTo(time: Nanoseconds): void {
    const ts = time / 1e3;
    if (ts === this.ts) return;
    this.settle();
    this.ts = ts;
  }

  /** What is complete since the last call. */
  take(): PerfettoEvent[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  /** Nothing more happens at this moment. */
  settle(): void {
    for (const event of this.now) if (event !== undefined) this.done.push(event);
    this.now = [];
    this.begun.clear();
  }

  begin(track: Track, name: string, cat: string, args?: Args): void {
    this.add({ ...track, ph: 'B', name, cat }, args);
  }

  /** As `begin`, of a slice that is left out if it has no length and nothing is in it. */
  beginState(track: Track, name: string, cat: string, args?: Args): void {
    this.begin(track, name, cat, args);
    this.begun.set(keyOf(track), this.now.length - 1);
  }

  /** Ends the innermost slice of a track. */
  end(track: Track): void {
    const begun = this.begun.get(keyOf(track));
    if (begun === undefined) return this.add({ ...track, ph: 'E' });
    this.now[begun] = undefined;
    this.begun.delete(keyOf(track));
  }

  instant(track: Track, name: string, cat: string, args?: Args): void {
    this.add({ ...track, ph: 'i', s: 't', name, cat }, args);
  }

  /** Of the whole process. */
  milestone(track: Track, name: string, cat: string, args?: Args): void {
    this.add({ ...track, ph: 'i', s: 'p', name, cat }, args);
  }

  /** Two ends of an arrow; each is in the innermost slice that its track has now. */
  flow(end: 'from' | 'to', track: Track, id: number): void {
    const [ph, bp] = end === 'from' ? (['s', {}] as const) : (['f', { bp: 'e' }] as const);
    this.add({ ...track, ph, name: 'wakes', cat: 'wake', id, ...bp });
  }

  counter(track: Track, name: string, args: Args): void {
    this.add({ ...track, ph: 'C', name }, args);
  }

  metadata(track: Track, name: string, args: Args): void {
    this.add({ ...track, ph: 'M', name }, args);
  }

  private add(event: Omit<PerfettoEvent, 'ts'>, args?: Args): void {
    const { ph, name, cat, pid, tid, ...rest } = event;
    const named = { ...(name !== undefined && { name }), ...(cat !== undefined && { cat }) };
    this.now.push({ ...named, ph, ts: this.ts, pid, tid, ...rest, ...(args && { args }) });
    // What is of the whole process is in no slice of its thread.
    if (rest.s !== 'p') this.begun.delete(keyOf(event));
  }
}

function keyOf({ pid, tid }: Track): string {
  return `${pid} ${tid}`;
}
