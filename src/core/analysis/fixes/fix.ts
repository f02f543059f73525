// Changes to the program that a finding's cure describes, ready to be shown and made.

import type { SyntaxNode } from '@lezer/common';
import type { ObjectId, ThreadId } from '../../base/ids.ts';
import type { Site } from '../../trace/events.ts';
import type { Edit } from '../modernise/diagnostic.ts';
import type { PythonSource, PythonSources } from '../pythonSource.ts';

/** Lines and columns are 1-based and count as JavaScript does; the end is exclusive. */
export interface FileEdit {
  readonly file: string;
  readonly range: {
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
  };
  readonly newText: string;
}

export interface Fix {
  /** An instruction without a full stop: `Write with lock:`. */
  readonly title: string;
  /** They do not overlap. */
  readonly edits: readonly FileEdit[];
  /** True if it is surely what the programmer wants. */
  readonly isPreferred: boolean;
}

/** What of a finding fixes depend on: see `FindingView` in protocol/panel. */
export interface FixableFinding {
  readonly kind: string;
  readonly sites: readonly FixableSite[];
}

export interface FixableSite {
  readonly role: 'holds' | 'wants' | 'does';
  readonly thread: ThreadId | undefined;
  readonly object: ObjectId | undefined;
  readonly stack: readonly Site[];
}

/** The code that a site of a finding is about: its innermost call. */
export function codeOf({ stack }: FixableSite, sources: PythonSources): Code | undefined {
  const [site] = stack;
  const source = site && sources.of(site.file);
  const node = site && source?.nodeAt(site);
  return source && node && { file: site.file, source, node };
}

export interface Code {
  readonly file: string;
  readonly source: PythonSource;
  readonly node: SyntaxNode;
}

/** @param edits in offsets of the source's text */
export function fileEdits(file: string, source: PythonSource, edits: readonly Edit[]): FileEdit[] {
  return edits.map(({ from, to, text }) => {
    const end = source.positionAt(to);
    const range = { ...source.positionAt(from), endLine: end.line, endColumn: end.column };
    return { file, range, newText: text };
  });
}
