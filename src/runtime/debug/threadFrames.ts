// The live frames of threads as a debugger needs them. Unlike `Frames.stack` nothing is interned:
// what is seen here does not reach the trace.

import type { ThreadId } from '../../core/base/ids.ts';
import type { Site } from '../../core/trace/events.ts';
import type { CodeObjects } from '../python/codeObjects.ts';
import type { Frames, LiveFrame } from '../python/frames.ts';
import type { NativeThreads } from '../python/native.ts';

/** More than the recursion limit that any script sets. */
const ALL = 1_000_000;

export class ThreadFrames {
  private readonly frames: Frames;
  private readonly codes: CodeObjects;
  private readonly native: NativeThreads;

  constructor(frames: Frames, codes: CodeObjects, native: NativeThreads) {
    this.frames = frames;
    this.codes = codes;
    this.native = native;
  }

  /** The innermost frame of the running thread. */
  innermost(): LiveFrame | undefined {
    return this.frames.innermost(this.native.runningState, 1)[0];
  }

  /** Frames of the user's code, innermost first. */
  ofUser(thread: ThreadId): LiveFrame[] {
    const state = this.native.stateOf(thread);
    if (state === 0) return [];
    return this.frames.innermost(state, ALL).filter(({ code }) => this.codes.isUsers(code));
  }

  siteOf({ instruction, code }: LiveFrame): Site {
    return this.frames.describe(instruction, code);
  }
}
