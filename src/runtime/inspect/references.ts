// Numbers for frames and values, as a debugger's client asks for them. A number stands for a way to
// the value, not for the value: nothing is kept alive in Python. All end when the run goes on.

import type { ThreadId } from '../../core/base/ids.ts';
import type { Steps } from './views.ts';

export interface FramePlace {
  readonly thread: ThreadId;
  /** 0 is the innermost; undefined: the script's globals. */
  readonly frame: number | undefined;
}

export interface ValuePlace {
  readonly thread: ThreadId;
  readonly steps: Steps;
}

export class References {
  private frames = new Numbered<FramePlace>();
  private values = new Numbered<ValuePlace>();

  numberOfFrame(place: FramePlace): number {
    return this.frames.numberOf(place);
  }

  frame(number: number): FramePlace | undefined {
    return this.frames.find(number);
  }

  numberOfValue(place: ValuePlace): number {
    return this.values.numberOf(place);
  }

  value(number: number): ValuePlace | undefined {
    return this.values.find(number);
  }

  forget(): void {
    this.frames.forget();
    this.values.forget();
  }
}

/** Equal places have equal numbers; a number is never used again. */
class Numbered<Place> {
  private places = new Map<number, Place>();
  private numbers = new Map<string, number>();
  private last = 0;

  numberOf(place: Place): number {
    const key = JSON.stringify(place);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = ++this.last;
    this.places.set(number, place);
    this.numbers.set(key, number);
    return number;
  }

  find(number: number): Place | undefined {
    return this.places.get(number);
  }

  forget(): void {
    if (this.places.size === 0) return;
    this.places = new Map();
    this.numbers = new Map();
  }
}
