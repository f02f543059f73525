// Reads Python frames straight from linear memory, without running Python: who is where, at some
// 20 ns a frame.

import type { SiteId, StackId } from '../../core/base/ids.ts';
import { NO_STACK } from '../../core/base/ids.ts';
import type { BatchWriter } from '../../core/trace/encode.ts';
import type { Site, Stack } from '../../core/trace/events.ts';
import type { CPython, Pointer } from './cpython.ts';
import { STDLIB_PATH } from './interpreter.ts';
import {
  CURRENT_FRAME,
  EXECUTABLE,
  INSTRUCTION,
  LOCALS,
  OWNED_BY_INTERPRETER,
  OWNER_BYTE,
  POINTER_BITS,
  PREVIOUS,
} from './frameLayout.ts';
import type { KnownStacks } from './knownStacks.ts';
import type { PythonObjects } from './objects.ts';

/** `sizeof(PyCodeObject)` without its instructions: `types.CodeType.__basicsize__`. */
export const CODE_SIZE = 128;

/** Innermost frames that a recorded stack has at most. */
const DEPTH_LIMIT = 256;
/** Stacks and sites are interned under one number: caller * SITE_LIMIT + site. */
const SITE_LIMIT = 2 ** 22;

/** A frame's address and code object, both borrowed and valid only until Python runs on. */
export interface Frame {
  readonly address: number;
  readonly code: Pointer;
}

/** A frame and where it is. */
export interface LiveFrame extends Frame {
  /** Address of the instruction that runs, or that has called the next inner frame. */
  readonly instruction: number;
}

/** A thread's last stack. Most of it is the same the next time, so that little has to be looked up. */
interface LastStack {
  /** How many of the Python frames below, outermost first, are the thread's. */
  depth: number;
  readonly instructions: number[];
  readonly stacks: StackId[];
}

export interface FramesParts {
  readonly python: CPython;
  readonly objects: PythonObjects;
  readonly writer: BatchWriter;
  /** Where those of this run are kept. */
  readonly stacks: KnownStacks;
  /** 16 bytes. */
  readonly locationBuffer: number;
}

export class Frames {
  /** By thread state. */
  private readonly lastStacks = new Map<number, LastStack>();
  private readonly siteOf = new Map<number, SiteId>();
  private readonly stackOf = new Map<number, StackId>();
  /** By the caller's stack: the stacks of instructions that it led to. */
  private readonly callees: (Map<number, StackId> | undefined)[] = [];
  private readonly files = new Map<Pointer, string>();
  /** By number, as the trace has them. */
  private readonly sites: Site[] = [];
  private readonly stacks: Stack[] = [];
  private readonly instructions: number[] = [];
  private readonly codes: number[] = [];
  private readonly locationBuffer: number;
  /** While somebody looks at the run: nothing is remembered, the trace's tables stay as they are. */
  isQuiet = false;
  private readonly python: CPython;
  private readonly objects: PythonObjects;
  private readonly writer: BatchWriter;
  private readonly knownStacks: KnownStacks;

  constructor({ python, objects, writer, stacks, locationBuffer }: FramesParts) {
    this.python = python;
    this.objects = objects;
    this.writer = writer;
    this.knownStacks = stacks;
    this.locationBuffer = locationBuffer;
    stacks.forget();
  }

  /** The stack of a thread state, interned. */
  stack(threadState: number): StackId {
    if (this.isQuiet) return NO_STACK;
    const known = this.knownStacks.of(threadState);
    return known === NO_STACK ? this.compare(threadState) : known;
  }

  /** Frame by frame with what is known, from the outermost on. */
  private compare(threadState: number): StackId {
    const known = this.lastStack(threadState);
    const callers: number[] = [];
    const depth = this.walk(threadState, callers);
    const { instructions, codes } = this;
    let stack = NO_STACK;
    let isKnown = true;
    for (let level = 0; level < depth; level++) {
      const frame = depth - 1 - level;
      const instruction = instructions[frame] ?? 0;
      isKnown &&= level < known.depth && known.instructions[level] === instruction;
      if (!isKnown) {
        stack = this.calledFrom(stack, { instruction, code: codes[frame] ?? 0, threadState });
        known.instructions[level] = instruction;
        known.stacks[level] = stack;
      } else {
        stack = known.stacks[level] as StackId;
      }
    }
    known.depth = depth;
    // If the innermost frame is none of Python's, `callers` has one frame too many for that.
    const instruction = this.innermostOf(threadState);
    const isWhole = depth < DEPTH_LIMIT && instructions[0] === instruction;
    if (isWhole) this.knownStacks.add({ instruction, callers, stack });
    return stack;
  }

  /** The stack at which an exception was raised, from its `__traceback__`; it is interned too. */
  stackOfTraceback(traceback: Pointer, threadState: number): StackId {
    const { objects } = this;
    let stack = NO_STACK;
    let entry = objects.retain(traceback);
    for (let depth = 0; depth < DEPTH_LIMIT && entry !== 0; depth++) {
      const lasti = objects.numberAttribute(entry, 'tb_lasti') ?? 0;
      const code = objects.withAttribute(entry, 'tb_frame', (frame) =>
        objects.withAttribute(frame, 'f_code', (found) => found),
      );
      if (code) stack = this.push(stack, this.siteAt(code + CODE_SIZE + lasti, code, threadState));
      const next = objects.attribute(entry, 'tb_next');
      objects.release(entry);
      entry = next === objects.none ? 0 : next;
    }
    objects.release(entry);
    return stack;
  }

  /**
   * Puts the Python frames of a thread, innermost first, into `instructions` and `codes`, and notes
   * the callers. @returns how many there are
   */
  private walk(threadState: number, callers: number[]): number {
    const { HEAPU8: bytes, HEAPU32: heap, __Py_InitCleanup: cleanup } = this.python;
    const { instructions, codes } = this;
    let depth = 0;
    let frame = heap[(threadState >>> 2) + CURRENT_FRAME] ?? 0;
    while (frame !== 0 && depth < DEPTH_LIMIT) {
      const word = frame >>> 2;
      const code = (heap[word + EXECUTABLE] ?? 0) & POINTER_BITS;
      if (bytes[frame + OWNER_BYTE] !== OWNED_BY_INTERPRETER && code !== cleanup) {
        instructions[depth] = heap[word + INSTRUCTION] ?? 0;
        codes[depth] = code;
        depth++;
      }
      frame = heap[word + PREVIOUS] ?? 0;
      if (frame !== 0) callers.push(heap[(frame >>> 2) + INSTRUCTION] ?? 0);
    }
    return depth;
  }

  private lastStack(threadState: number): LastStack {
    let last = this.lastStacks.get(threadState);
    if (last === undefined) {
      last = { depth: 0, instructions: [], stacks: [] };
      this.lastStacks.set(threadState, last);
    }
    return last;
  }

  private siteAt(instruction: number, code: Pointer, threadState: number): SiteId {
    const site = this.siteOf.get(instruction);
    return site ?? this.withState(threadState, () => this.addSite(instruction, code));
  }

  /** The same for an instruction that may be known there: most operations are done again and again. */
  private calledFrom(
    caller: StackId,
    { instruction, code, threadState }: { instruction: number; code: Pointer; threadState: number },
  ): StackId {
    const callees = (this.callees[caller] ??= new Map<number, StackId>());
    let stack = callees.get(instruction);
    if (stack === undefined) {
      stack = this.push(caller, this.siteAt(instruction, code, threadState));
      callees.set(instruction, stack);
    }
    return stack;
  }

  private push(caller: StackId, site: SiteId): StackId {
    const key = caller * SITE_LIMIT + site;
    let stack = this.stackOf.get(key);
    if (stack === undefined) {
      stack = this.writer.addStack({ site, caller });
      this.stacks[stack] = { site, caller };
      this.stackOf.set(key, stack);
    }
    return stack;
  }

  /** False for frames that the interpreter puts between those of functions. */
  private isPython(frame: number): boolean {
    const { python } = this;
    if (python.HEAPU8[frame + OWNER_BYTE] === OWNED_BY_INTERPRETER) return false;
    const code = (python.HEAPU32[(frame >>> 2) + EXECUTABLE] ?? 0) & POINTER_BITS;
    return code !== python.__Py_InitCleanup;
  }

  /**
   * While the script writes to a file CPython has no current thread state, as it has released the
   * GIL; the C API needs one.
   */
  private withState<T>(threadState: number, read: () => T): T {
    const { python } = this;
    if (python._PyThreadState_GetUnchecked() !== 0) return read();
    python._PyThreadState_Swap(threadState);
    try {
      return read();
    } finally {
      python._PyThreadState_Swap(0);
    }
  }

  private addSite(instruction: number, code: Pointer): SiteId {
    const place = this.describe(instruction, code);
    const site = this.writer.addSite(place);
    this.sites[site] = place;
    this.siteOf.set(instruction, site);
    return site;
  }

  /** The place of an instruction, without a number in the trace. */
  describe(instruction: number, code: Pointer): Site {
    const { python, objects } = this;
    const buffer = this.locationBuffer;
    const offset = instruction - code - CODE_SIZE;
    python._PyCode_Addr2Location(code, offset, buffer, buffer + 4, buffer + 8, buffer + 12);
    const at = (index: number): number => python.HEAP32[(buffer >>> 2) + index] ?? 0;
    const file = this.fileOf(code);
    return {
      file,
      line: Math.max(at(0), 0),
      column: at(1) + 1,
      endLine: Math.max(at(2), 0),
      endColumn: at(3) + 1,
      function: objects.textAttribute(code, 'co_qualname') ?? '?',
      isLibrary: isLibraryFile(file),
    };
  }

  /** Address of the innermost frame. */
  currentFrame(threadState: number): number {
    return this.python.HEAPU32[(threadState >>> 2) + CURRENT_FRAME] ?? 0;
  }

  private innermostOf(threadState: number): number {
    return this.instructionOf(this.currentFrame(threadState));
  }

  /** The instruction that a frame is at. */
  instructionOf(frame: number): number {
    return this.python.HEAPU32[(frame >>> 2) + INSTRUCTION] ?? 0;
  }

  /** A frame's code object, borrowed. */
  codeOf(frame: number): Pointer {
    return (this.python.HEAPU32[(frame >>> 2) + EXECUTABLE] ?? 0) & POINTER_BITS;
  }

  /** The innermost `count` Python frames. */
  innermost(threadState: number, count: number): LiveFrame[] {
    const heap = this.python.HEAPU32;
    const frames: LiveFrame[] = [];
    let address = heap[(threadState >>> 2) + CURRENT_FRAME] ?? 0;
    while (address !== 0 && frames.length < count) {
      const word = address >>> 2;
      if (this.isPython(address)) {
        const code = (heap[word + EXECUTABLE] ?? 0) & POINTER_BITS;
        frames.push({ address, code, instruction: heap[word + INSTRUCTION] ?? 0 });
      }
      address = heap[word + PREVIOUS] ?? 0;
    }
    return frames;
  }

  /** A local variable by its index (arguments come first); borrowed, 0 if it is unbound. */
  local(frame: Frame, index: number): Pointer {
    const value = this.python.HEAPU32[(frame.address >>> 2) + LOCALS + index] ?? 0;
    return value & POINTER_BITS;
  }

  /** The innermost place in the user's code of a stack that was recorded. */
  userSite(stack: StackId): Site | undefined {
    let entry = this.stacks[stack];
    while (entry !== undefined) {
      const site = this.sites[entry.site];
      if (site && !site.isLibrary) return site;
      entry = this.stacks[entry.caller];
    }
    return undefined;
  }

  /** `co_filename` of a code object. */
  fileOf(code: Pointer): string {
    let file = this.files.get(code);
    if (file === undefined && this.isQuiet) return this.readFileOf(code);
    if (file === undefined) {
      // Known by address, so the code must never be freed.
      this.objects.retain(code);
      file = this.readFileOf(code);
      this.files.set(code, file);
    }
    return file;
  }

  private readFileOf(code: Pointer): string {
    return this.objects.textAttribute(code, 'co_filename') ?? '?';
  }

  /** True if the code is the standard library's or Weft's. */
  isLibrary(code: Pointer): boolean {
    return isLibraryFile(this.fileOf(code));
  }
}

/** Tracebacks and sites name Weft's own Python code `<weft>`. */
export function isLibraryFile(file: string): boolean {
  return file.startsWith(STDLIB_PATH) || file.startsWith('<frozen ') || file.startsWith('<weft');
}
