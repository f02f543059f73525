// Texts of the standard library's files, which are inside the interpreter: the client knows them
// by a number, and asks for the text of one when it shows a frame of it.

import type { DebugProtocol } from '@vscode/debugprotocol';

import { lastPart } from '../session/sandboxPath.ts';

/** The library is an archive; anything else (frozen modules, Weft's own) has no text to show. */
const IN_ARCHIVE = /^(.+\.zip)\/(.+\.py)$/;
const HEX_TEXT = /^'([0-9a-f]*)'$/;

export class LibrarySources {
  private readonly files: string[] = [];

  /** Undefined if the file has no text. */
  sourceOf(file: string): DebugProtocol.Source | undefined {
    if (!IN_ARCHIVE.test(file)) return undefined;
    const known = this.files.indexOf(file);
    const sourceReference = known < 0 ? this.files.push(file) : known + 1;
    const hint = { presentationHint: 'deemphasize', origin: 'standard library' } as const;
    return { name: lastPart(file), sourceReference, ...hint };
  }

  /** Python that gives the text behind a number, for `textIn`. */
  expressionOf(sourceReference: number): string | undefined {
    const [, archive, member] = IN_ARCHIVE.exec(this.files[sourceReference - 1] ?? '') ?? [];
    if (archive === undefined) return undefined;
    // As hexadecimal digits: nothing in them has to be escaped.
    return (
      `__import__('zipimport').zipimporter(${JSON.stringify(archive)})` +
      `.get_data(${JSON.stringify(member)}).hex()`
    );
  }
}

/** What the value of such an expression says; undefined if it is something else. */
export function textIn(value: string): string | undefined {
  const [, digits] = HEX_TEXT.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return new TextDecoder().decode(bytes);
}
