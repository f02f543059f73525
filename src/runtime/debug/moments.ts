// Moments of a run: says where it stands, and recognises a moment when it comes again.

import type { ThreadId } from '../../core/base/ids.ts';
import type { LineMoment, Moment } from '../../core/protocol/travel.ts';
import type { BatchWriter } from '../../core/trace/encode.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { CodeObjects } from '../python/codeObjects.ts';
import type { CPython } from '../python/cpython.ts';
import type { LiveFrame } from '../python/frames.ts';
import type { LineTraps } from '../python/lineTraps.ts';
import type { LoadedCode, Place } from './loadedCode.ts';

export interface MomentParts {
  readonly kernel: Kernel;
  readonly writer: BatchWriter;
  readonly codes: CodeObjects;
  readonly traps: LineTraps;
  readonly loaded: LoadedCode;
  readonly python: CPython;
}

/** A moment of a thread as it is noted, so cheap that every line can be. */
export interface RawMoment {
  readonly step: Moment['step'];
  readonly time: Moment['time'];
  readonly thread: ThreadId;
  readonly frame: LiveFrame;
  readonly checks: number;
}

export class Moments {
  private readonly parts: MomentParts;

  constructor(parts: MomentParts) {
    this.parts = parts;
  }

  /** At a scheduling point, or while nobody runs. */
  point(): Moment {
    const { writer, kernel } = this.parts;
    return { step: writer.step, time: kernel.clock.now };
  }

  /** Of the running thread, which is about to run the instruction of its innermost frame. */
  raw(frame: LiveFrame): RawMoment {
    const { kernel } = this.parts;
    return { ...this.point(), thread: kernel.current, frame, checks: this.checks() };
  }

  line(raw: RawMoment, exception?: LineMoment['exception']): Moment {
    const { codes, traps } = this.parts;
    const { step, time, thread, frame, checks } = raw;
    const { code, instruction } = frame;
    const isStart = traps.linesOf(code).starts.some(({ at }) => at === instruction);
    const line: LineMoment = {
      thread,
      file: codes.file(code),
      line: codes.line(code, instruction),
      code: codeKey(codes, code),
      offset: instruction - codes.start(code),
      checks,
      ...(!isStart && exception === undefined && { isMidLine: true }),
      ...(exception && { exception }),
    };
    return { step, time, line };
  }

  /** True if the running thread is at this moment, in its innermost frame. */
  isHere(moment: Moment, frame: LiveFrame): boolean {
    const { step, time, line } = moment;
    const { writer, kernel, codes } = this.parts;
    if (line === undefined || writer.step !== step || kernel.clock.now !== time) return false;
    if (line.thread !== kernel.current || line.checks !== this.checks()) return false;
    const { code, instruction } = frame;
    const isThere = instruction - codes.start(code) === line.offset;
    return isThere && codeKey(codes, code) === line.code && codes.file(code) === line.file;
  }

  /** What must be watched to notice a moment. */
  placesOf({ file, code: key, offset, isMidLine }: LineMoment): Place[] {
    const { loaded, codes } = this.parts;
    const found = loaded
      .all()
      .filter((code) => codeKey(codes, code) === key && codes.file(code) === file);
    return found.map((code) => {
      const at = codes.start(code) + offset;
      return isMidLine ? { code, at, how: 'anywhere' } : { code, at };
    });
  }

  /** The eval loop's count of checks until its next tick. */
  private checks(): number {
    const { python } = this.parts;
    return python.HEAP32[python.__Py_emscripten_signal_clock >> 2] ?? 0;
  }
}

function codeKey(codes: CodeObjects, code: number): string {
  return `${codes.qualifiedName(code)}:${codes.firstLine(code)}`;
}
