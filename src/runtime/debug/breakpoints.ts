// Breakpoints: where they lie, and whether a thread that comes there is to stop.

import { UserError } from '../../core/base/errors.ts';
import type { Breakpoint, VerifiedBreakpoint } from '../../core/protocol/debug.ts';
import { parseHitCondition } from './hitCondition.ts';
import type { LoadedCode, Place } from './loadedCode.ts';
import { parseLogMessage } from './logMessage.ts';
import type { EvaluateHere } from './stop.ts';

/** What a thread is to do that has come to breakpoints. */
export interface Hits {
  /** Those at which it stops. */
  readonly breakpoints: readonly number[];
  /** Why, if there is more to say than that it was hit. */
  readonly texts: readonly string[];
  readonly logs: readonly string[];
}

export const NO_HITS: Hits = { breakpoints: [], texts: [], logs: [] };

/** One breakpoint with its count. */
export class ActiveBreakpoint {
  readonly breakpoint: Breakpoint;
  /** Why it can never be hit. */
  readonly problem: string | undefined;
  private readonly counts: ((hits: number) => boolean) | undefined;
  private hits: number;

  constructor(breakpoint: Breakpoint, hits = 0) {
    this.breakpoint = breakpoint;
    this.hits = hits;
    try {
      const { hitCondition } = breakpoint;
      this.counts = hitCondition ? parseHitCondition(hitCondition) : undefined;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.problem = error.message;
    }
  }

  /** With the count of hits so far, if it is the same as before. */
  static after(breakpoint: Breakpoint, before: ActiveBreakpoint | undefined): ActiveBreakpoint {
    const isSame = JSON.stringify(before?.breakpoint) === JSON.stringify(breakpoint);
    return new ActiveBreakpoint(breakpoint, isSame ? before?.hits : 0);
  }

  /** A thread has come here. Only for a thread that runs can a condition be evaluated. */
  hit(evaluate: EvaluateHere | undefined): Hits {
    if (this.problem !== undefined) return NO_HITS;
    const { id, condition, logMessage } = this.breakpoint;
    if (condition && evaluate) {
      const result = evaluate(condition);
      if (result.kind === 'error') {
        const text = `The condition “${condition}” of a breakpoint failed: ${result.message}`;
        return { breakpoints: [id], texts: [text], logs: [] };
      }
      if (!result.isTrue) return NO_HITS;
    }
    this.hits++;
    if (this.counts && !this.counts(this.hits)) return NO_HITS;
    if (logMessage) return { ...NO_HITS, logs: [logText(logMessage, evaluate)] };
    return { breakpoints: [id], texts: [], logs: [] };
  }
}

function logText(message: string, evaluate: EvaluateHere | undefined): string {
  const texts = parseLogMessage(message).map((part) => {
    if (part.kind === 'text') return part.text;
    const result = evaluate?.(part.expression);
    if (result === undefined) return `{${part.expression}}`;
    return result.kind === 'value' ? result.text : `{${part.expression}: ${result.message}}`;
  });
  return texts.join('');
}

export function joinHits(all: readonly Hits[]): Hits {
  return {
    breakpoints: all.flatMap((each) => each.breakpoints),
    texts: all.flatMap((each) => each.texts),
    logs: all.flatMap((each) => each.logs),
  };
}

/** Breakpoints on lines and functions, by the instructions on which they lie. */
export class PlacedBreakpoints {
  private readonly at = new Map<number, ActiveBreakpoint[]>();
  readonly places: Place[] = [];
  readonly verified: VerifiedBreakpoint[] = [];

  constructor(all: readonly ActiveBreakpoint[], loaded: LoadedCode) {
    for (const active of all) this.place(active, loaded);
  }

  hit(instruction: number, evaluate: EvaluateHere): Hits {
    const all = this.at.get(instruction);
    return all ? joinHits(all.map((each) => each.hit(evaluate))) : NO_HITS;
  }

  private place(active: ActiveBreakpoint, loaded: LoadedCode): void {
    const { breakpoint, problem } = active;
    const { id } = breakpoint;
    if (problem !== undefined) {
      this.verified.push({ id, isVerified: false, message: problem });
    } else if (breakpoint.kind === 'line') {
      this.placeLine(active, breakpoint, loaded);
    } else if (breakpoint.kind === 'function') {
      const places = loaded.functions(breakpoint.name);
      this.put(active, places);
      const message = `No function named ${breakpoint.name} has been loaded.`;
      const isVerified = places.length > 0;
      this.verified.push(isVerified ? { id, isVerified } : { id, isVerified, message });
    }
  }

  private placeLine(
    active: ActiveBreakpoint,
    { id, file, line }: { readonly id: number; readonly file: string; readonly line: number },
    loaded: LoadedCode,
  ): void {
    const found = loaded.placesOf(file, line);
    if (found) {
      this.put(active, found.places);
      this.verified.push({ id, isVerified: true, line: found.line });
      return;
    }
    const message = loaded.isLoaded(file)
      ? 'There is no code at this line or after it.'
      : 'The file has not been loaded yet.';
    this.verified.push({ id, isVerified: false, message });
  }

  private put(active: ActiveBreakpoint, places: readonly Place[]): void {
    for (const place of places) {
      const known = this.at.get(place.at);
      if (known) known.push(active);
      else this.at.set(place.at, [active]);
      this.places.push(place);
    }
  }
}
