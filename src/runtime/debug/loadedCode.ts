// The user's code that has been loaded: which lines have code, where a breakpoint comes to lie.

import type { CodeObjects } from '../python/codeObjects.ts';
import type { Pointer } from '../python/cpython.ts';
import type { CodeLines, LineTraps } from '../python/lineTraps.ts';

/** An instruction to be watched. */
export interface Place {
  readonly code: Pointer;
  readonly at: number;
  /** Only when the function is called, not when a loop comes back; or also within a line. */
  readonly how?: 'entry' | 'anywhere';
}

export interface LinePlaces {
  readonly line: number;
  readonly places: readonly Place[];
}

interface FileCode {
  readonly lines: CodeLines;
  /** Lines that the code object spans, with what is defined in it. */
  readonly first: number;
  readonly last: number;
}

export class LoadedCode {
  /** What was executed, in order: modules, and text that was compiled under a file's name. */
  private readonly roots: Pointer[] = [];
  private readonly known = new Set<Pointer>();
  private readonly files = new Map<string, FileCode[]>();
  /** How many of the roots are in `files`. */
  private read = 0;
  private readonly codes: CodeObjects;
  private readonly traps: LineTraps;
  private readonly retain: (object: Pointer) => void;

  constructor(codes: CodeObjects, traps: LineTraps, retain: (object: Pointer) => void) {
    this.codes = codes;
    this.traps = traps;
    this.retain = retain;
  }

  /**
   * Called in every run, whether it is debugged or not: the code stays alive in all of them, so
   * that the memory is the same. @returns true if it is new and the user's
   */
  add(code: Pointer): boolean {
    if (this.known.has(code) || !this.codes.isUsers(code)) return false;
    this.known.add(code);
    this.retain(code);
    this.roots.push(code);
    return true;
  }

  /** All code of the user's. */
  all(): readonly Pointer[] {
    this.update();
    return [...this.files.values()].flat().map(({ lines }) => lines.code);
  }

  isLoaded(file: string): boolean {
    this.update();
    return this.files.has(fileKey(file));
  }

  /**
   * Where a breakpoint on a line comes to lie: there, or on the next line with code of the same
   * function. undefined: nowhere.
   */
  placesOf(file: string, line: number): LinePlaces | undefined {
    this.update();
    const codes = this.files.get(fileKey(file)) ?? [];
    const exact = placesAt(codes, line);
    if (exact.places.length > 0) return exact;
    const around = codes
      .filter(({ first, last }) => first <= line && line <= last)
      .sort((a, b) => a.last - a.first - (b.last - b.first));
    for (const { lines } of around) {
      const later = lines.starts.map((start) => start.line).filter((each) => each > line);
      if (later.length > 0) return placesAt(codes, Math.min(...later));
    }
    return undefined;
  }

  /** Lines with code from `first` to `last`, sorted; undefined if the file is not loaded. */
  linesBetween(file: string, first: number, last: number): number[] | undefined {
    this.update();
    const codes = this.files.get(fileKey(file));
    if (!codes) return undefined;
    const lines = new Set(codes.flatMap((each) => each.lines.starts.map(({ line }) => line)));
    return [...lines].filter((line) => line >= first && line <= last).sort((a, b) => a - b);
  }

  /** The first line of each function of that name. */
  functions(name: string): Place[] {
    return this.all()
      .filter((code) => this.codes.name(code) === name || this.codes.qualifiedName(code) === name)
      .flatMap((code) => this.entryOf(code));
  }

  private entryOf(code: Pointer): Place[] {
    const [first] = this.traps.linesOf(code).starts;
    return first ? [{ code, at: first.at, how: 'entry' }] : [];
  }

  /** Every place of a code object. */
  placesIn(code: Pointer): Place[] {
    return this.traps.linesOf(code).starts.map(({ at }) => ({ code, at }));
  }

  private update(): void {
    for (; this.read < this.roots.length; this.read++) {
      const root = this.roots[this.read] ?? 0;
      const key = fileKey(this.codes.file(root));
      const codes = this.codes.nested(root).map((code) => this.fileCode(code));
      this.files.set(key, [...(this.files.get(key) ?? []), ...codes]);
    }
  }

  private fileCode(code: Pointer): FileCode {
    const first = this.codes.firstLine(code);
    const within = this.codes.nested(code).flatMap((each) => this.traps.linesOf(each).starts);
    const last = within.reduce((latest, { line }) => Math.max(latest, line), first);
    return { lines: this.traps.linesOf(code), first, last };
  }
}

function placesAt(codes: readonly FileCode[], line: number): LinePlaces {
  const places = codes.flatMap(({ lines }) =>
    lines.starts.filter((start) => start.line === line).map(({ at }) => ({ code: lines.code, at })),
  );
  return { line, places };
}

/** Windows' `C:\a.py` and the sandbox's `/C:/a.py` are the same file. */
export function fileKey(file: string): string {
  const path = file.replaceAll('\\', '/');
  return /^[A-Za-z]:/.test(path) ? `/${path}` : path;
}
