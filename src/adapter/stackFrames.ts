// DAP's stack frames as functions of sites: frames of the standard library are subdued, or with
// "just my code" drawn together to one line that says what the user's code has called.

import type { DebugProtocol } from '@vscode/debugprotocol';

import { NO_STACK, type StackId } from '../core/base/ids.ts';
import type { FrameId } from '../core/protocol/debug.ts';
import type { Site } from '../core/trace/events.ts';
import type { Tables } from '../core/trace/world.ts';
import { lastPart } from '../session/sandboxPath.ts';
import type { LibrarySources } from './librarySources.ts';

/** The client's conventions. */
export interface SourceView {
  /** 0 or 1. */
  readonly firstLine: number;
  readonly firstColumn: number;
  /** What the client opens for a file of the trace: a path or a URI. */
  readonly sourcePath: (file: string) => string;
  /** The way back; undefined for a file that no run can see. */
  readonly tracePath: (path: string) => string | undefined;
}

/** `id` is undefined if nothing can be asked of the frame: it was recorded. */
export interface StackRow {
  readonly site: Site;
  readonly id: FrameId | undefined;
  /** Library frames that are drawn together here; `site` is their outermost. Else 0. */
  readonly count: number;
}

/** Sites of a stack, innermost first. */
export function sitesOf(stack: StackId, tables: Tables): Site[] {
  const sites: Site[] = [];
  for (let id = stack; id !== NO_STACK;) {
    const row = tables.stacks[id - 1];
    const site = row && tables.sites[row.site - 1];
    if (row === undefined || site === undefined) break;
    sites.push(site);
    id = row.caller;
  }
  return sites;
}

/**
 * Library frames above the user's become one row each time, those below them (how the thread was
 * started) none. A stack without a frame of the user is left as it is.
 */
export function justMyRows(rows: readonly StackRow[]): StackRow[] {
  const shown: StackRow[] = [];
  let hidden: StackRow[] = [];
  for (const row of rows) {
    if (row.site.isLibrary) {
      hidden.push(row);
      continue;
    }
    const entry = hidden.at(-1);
    if (entry !== undefined) shown.push({ ...entry, id: undefined, count: hidden.length });
    hidden = [];
    shown.push(row);
  }
  return shown.length === 0 ? [...rows] : shown;
}

/**
 * @param library what the client can ask for of the standard library's files. With "just my code"
 *   nothing: VS Code opens after a step what has a source, deemphasized or not.
 */
export function frameOf(
  row: StackRow,
  id: number,
  view: SourceView,
  library?: LibrarySources,
): DebugProtocol.StackFrame {
  const { site, count } = row;
  // Without an end: VS Code would select the text up to it, and typing would replace it.
  const position = {
    line: site.line - 1 + view.firstLine,
    column: site.column - 1 + view.firstColumn,
  };
  if (!site.isLibrary) {
    const source = sourceOf(site, view);
    return { id, name: site.function, ...position, source, presentationHint: 'normal' };
  }
  const place = lastPart(site.file);
  if (count > 0) {
    const more = count === 1 ? '' : `, ${count} library frames`;
    const name = `⋯ ${site.function} (${place}${more})`;
    return { id, name, line: 0, column: 0, presentationHint: 'label' };
  }
  const name = `${site.function} (${place}:${site.line})`;
  const source = library?.sourceOf(site.file);
  return { id, name, ...position, ...(source && { source }), presentationHint: 'subtle' };
}

/** Of a site in the user's own code. */
export function sourceOf(site: Site, view: SourceView): DebugProtocol.Source {
  return { name: lastPart(site.file), path: view.sourcePath(site.file) };
}
