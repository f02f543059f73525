// DAP's threads and stack frames as functions of the world.

import type { DebugProtocol } from '@vscode/debugprotocol';

import { MAIN_THREAD, NO_STACK, type StackId } from '../core/base/ids.ts';
import type { Site } from '../core/trace/events.ts';
import { isAlive } from '../core/trace/fold.ts';
import type { Tables, Thread, World } from '../core/trace/world.ts';
import { lastPart } from '../session/sandboxPath.ts';

/** The client's conventions. */
export interface SourceView {
  /** 0 or 1. */
  readonly firstLine: number;
  readonly firstColumn: number;
  /** What the client opens for a file of the trace: a path or a URI. */
  readonly sourcePath: (file: string) => string;
}

/** The threads that have started and not ended; the main thread first, then in order of creation. */
export function liveThreads(world: World): Thread[] {
  const alive = Object.values<Thread>(world.threads).filter(isAlive);
  return alive.sort(
    (a, b) => Number(b.id === MAIN_THREAD) - Number(a.id === MAIN_THREAD) || a.id - b.id,
  );
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
 * The standard library lives inside the interpreter: there is no file to open. Its frames have no
 * source at all, since VS Code opens after a step what has one, deemphasized or not.
 */
export function frameOf(site: Site, id: number, view: SourceView): DebugProtocol.StackFrame {
  const position = {
    line: site.line - 1 + view.firstLine,
    column: site.column - 1 + view.firstColumn,
    endLine: site.endLine - 1 + view.firstLine,
    endColumn: site.endColumn - 1 + view.firstColumn,
  };
  if (site.isLibrary) {
    const name = `${site.function} (${lastPart(site.file)}:${site.line})`;
    return { id, name, ...position, presentationHint: 'subtle' };
  }
  const source = sourceOf(site, view);
  return { id, name: site.function, ...position, source, presentationHint: 'normal' };
}

/** Of a site in the user's own code. */
export function sourceOf(site: Site, view: SourceView): DebugProtocol.Source {
  return { name: lastPart(site.file), path: view.sourcePath(site.file) };
}
