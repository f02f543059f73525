// The user's code behind a stack of the trace: which call it was, and what its text says.

import type { SyntaxNode } from '@lezer/common';
import type { StackId } from '../../base/ids.ts';
import type { Site } from '../../trace/events.ts';
import type { Tables } from '../../trace/world.ts';
import { methodCall } from '../lockSyntax.ts';
import type { PythonSource, PythonSources } from '../pythonSource.ts';

export interface CallSite {
  /** `/bank.py:12:5` */
  readonly place: string;
  readonly site: Site;
  readonly source: PythonSource;
  readonly node: SyntaxNode;
  /** Library code between the user's call and what happened; 0: the user did it directly. */
  readonly depth: number;
}

/** Owns what is known about each stack. */
export class CallSites {
  private readonly sources: PythonSources;
  private readonly known = new Map<StackId, CallSite | undefined>();

  constructor(sources: PythonSources) {
    this.sources = sources;
  }

  /** Undefined if no code of the user is on the stack, or its text is not known. */
  at(stack: StackId, tables: Tables): CallSite | undefined {
    if (!this.known.has(stack)) this.known.set(stack, this.find(stack, tables));
    return this.known.get(stack);
  }

  private find(start: StackId, { sites, stacks }: Tables): CallSite | undefined {
    let depth = 0;
    for (let frame = stacks[start - 1]; frame; frame = stacks[frame.caller - 1]) {
      const site = sites[frame.site - 1];
      if (site === undefined) return undefined;
      if (!site.isLibrary) {
        const source = this.sources.of(site.file);
        const node = source?.nodeAt(site);
        const place = `${site.file}:${site.line}:${site.column}`;
        return source && node && { place, site, source, node, depth };
      }
      depth++;
    }
    return undefined;
  }
}

/**
 * False if the call that took a lock would have given up: `acquire(False)`, `acquire(timeout=1)`,
 * or arguments that the text does not tell.
 */
export function waitsForever({ source, node, depth }: CallSite): boolean {
  if (depth > 0) return true;
  const call = methodCall(source, node);
  if (call === undefined) return node.name !== 'CallExpression';
  if (call.method !== 'acquire') return call.method === '__enter__';
  return call.args.every((arg) => /^(True|1|blocking=(True|1)|timeout=-1)$/.test(arg));
}
