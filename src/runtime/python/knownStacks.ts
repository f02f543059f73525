// Stacks by the instructions of their frames, in memory where leasedLocks.wat looks them up. An
// instruction belongs to one code object, so no more of a frame has to be compared.
//
// Marks save it most of that. `return_offset` of a frame is 0 until it first calls a Python function, as
// only such a call needs it. There leasedLocks.wat writes a number that no other frame at that address had:
// a frame, its mark and its instruction then tell the stack, as who has called it can't change while it is
// the innermost. When CPython needs the word, it writes it anew before each call, and the mark is gone.

import { NO_STACK, type StackId } from '../../core/base/ids.ts';
import { LEASE_LAYOUT } from '../kernel/lease.ts';

/** Stacks that are known at a time, as a power of two: of those with the same place the last two. */
const STACK_BITS = 10;
/** Words of one: instruction, number, bytes up to its end, run; then the callers. */
const STACK_WORDS = 64;
const HEAD = 4;
/** CPython itself writes no number as high, except in code that long. */
const FIRST_MARK = 0x8000;
const WORD = Int32Array.BYTES_PER_ELEMENT;

/** A stack by the instructions of its frames. */
export interface KnownWay {
  readonly instruction: number;
  /** Of all frames but the innermost, inner ones first, also where no Python code is. */
  readonly callers: readonly number[];
  readonly stack: StackId;
}

export class KnownStacks {
  private readonly words: Int32Array;
  private readonly find: (threadState: number) => number;
  private run = 0;

  /** @param find see leasedLocks.wat @param words its memory */
  constructor(words: Int32Array, find: (threadState: number) => number) {
    this.words = words;
    this.find = find;
  }

  /** A run begins whose stacks have other numbers. */
  forget(): void {
    this.run++;
    this.words[LEASE_LAYOUT.run / WORD] = this.run;
    this.words.fill(0, LEASE_LAYOUT.marks / WORD, LEASE_LAYOUT.cells / WORD);
    this.words[LEASE_LAYOUT.nextMark / WORD] = FIRST_MARK;
  }

  /** Where the thread with this state is; NO_STACK: that is not known, or it is nowhere. */
  of(threadState: number): StackId {
    return this.find(threadState) as StackId;
  }

  /** Stacks that are too deep are not kept. */
  add({ instruction, callers, stack }: KnownWay): void {
    if (callers.length > STACK_WORDS - HEAD || stack === NO_STACK) return;
    const { words, run } = this;
    const place = placeOf(instruction, callers);
    const [at, other] = [wordOf(place), wordOf(place ^ 1)];
    words.copyWithin(other, at, at + STACK_WORDS);
    words.set([instruction, stack, (HEAD + callers.length) * WORD, run, ...callers], at);
  }
}

function wordOf(place: number): number {
  return LEASE_LAYOUT.stacks / WORD + place * STACK_WORDS;
}

/** Many functions are called from several places, and these from several others. */
function placeOf(instruction: number, [caller = 0, next = 0]: readonly number[]): number {
  const [first, second, third] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d];
  const mixed = Math.imul(instruction, first) + Math.imul(caller, second) + Math.imul(next, third);
  return (mixed >>> 0) >>> (32 - STACK_BITS);
}
