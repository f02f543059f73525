// Makes the output of python3 and of Weft comparable where they may differ for a good reason.
// In tracebacks: frames of the standard library (other lines in another version) and all but
// the first source line of a frame (3.13 shows more of them, and other markers below). Memory
// addresses everywhere. Nothing else.

const FRAME = /^(?<prefix>[ |]*)File "(?<file>[^"]*)", line \d+/;
const LIBRARY = /[/\\]lib[/\\]python3|^\/lib\/|python3?\d*\.zip|^<frozen /;

export function comparable(text: string): string {
  return withComparableFrames(text.split('\n'))
    .join('\n')
    .replaceAll(/0x[0-9a-f]{6,}/g, '0x…');
}

/** For programs whose threads may print in any order. */
export function sortedLines(text: string): string {
  return text.split('\n').sort().join('\n');
}

function withComparableFrames(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let frame: { readonly inside: string; sourceLines: number } | undefined;
  for (const line of lines) {
    const { prefix, file } = FRAME.exec(line)?.groups ?? {};
    if (prefix !== undefined && file !== undefined) {
      const isLibrary = LIBRARY.test(file);
      frame = { inside: `${prefix}  `, sourceLines: isLibrary ? 0 : 1 };
      if (!isLibrary) kept.push(line);
    } else if (frame !== undefined && line.startsWith(frame.inside)) {
      if (frame.sourceLines-- > 0) kept.push(line);
    } else {
      frame = undefined;
      kept.push(line);
    }
  }
  return kept;
}
