// Reads a diagram with Mermaid's own parser. Its smallest build is one script for browsers, which
// needs no more of one than a global `window` to parse.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';

export interface ReadDiagram {
  /** By id: what is written above the line. */
  readonly participants: Readonly<Record<string, string>>;
  /** Messages, notes and bars, in order; a bar's `message` is empty. */
  readonly messages: readonly {
    readonly from?: string;
    readonly to?: string;
    readonly message: string;
    readonly type: number;
  }[];
}

interface SequenceDb {
  getActors(): Map<string, { readonly description: string }>;
  getMessages(): readonly { readonly message?: unknown; readonly type: number }[];
}

interface Mermaid {
  parse(text: string): Promise<unknown>;
  readonly mermaidAPI: {
    getDiagramFromText(text: string): Promise<{ readonly type: string; readonly db: SequenceDb }>;
  };
}

let loaded: Mermaid | undefined;

async function mermaid(): Promise<Mermaid> {
  if (loaded) return loaded;
  const file = createRequire(import.meta.url).resolve('@mermaid-js/tiny/dist/mermaid.tiny.js');
  const script = readFileSync(file, 'utf8');
  // What it would set for the whole page, it gives back. A context of its own would be slow.
  const own = script.replace(/globalThis\["mermaid"\] = globalThis\./, 'return ');
  const run = compileFunction(own, ['window']) as (window: object) => Mermaid;
  const fresh = run({});
  // This also makes the kinds of diagrams known.
  await fresh.parse('sequenceDiagram');
  loaded = fresh;
  return fresh;
}

/** @throws Error if Mermaid can't read it */
export async function readSequence(diagram: string): Promise<ReadDiagram> {
  // Of the title Mermaid wants to know at once whether it is safe as HTML, for which it needs a DOM.
  const text = diagram.replace(/^ {2}accTitle: [^\n#;]*(#\w+;[^\n#;]*)*\n/m, '');
  const { type, db } = await (await mermaid()).mermaidAPI.getDiagramFromText(text);
  if (type !== 'sequence') throw new Error(`it is a diagram of type ${type}`);
  const actors = [...db.getActors()].map(
    ([id, { description }]) => [id, decoded(description)] as const,
  );
  const messages = db.getMessages().map((each) => ({ ...each, message: decoded(each.message) }));
  return { participants: Object.fromEntries(actors), messages };
}

/** What `#35;` has become on its way to the drawing. */
function decoded(text: unknown): string {
  const codes = /ﬂ°°(\d+)¶ß/g;
  return String(text).replace(codes, (_, code: string) => String.fromCharCode(Number(code)));
}
