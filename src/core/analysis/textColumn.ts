// Columns of Python's and of editors.

/** From a site's column, which counts bytes of UTF-8, to one that counts as JavaScript does. */
export function textColumn(line: string, byteColumn: number): number {
  let bytes = 1;
  let column = 1;
  for (const character of line) {
    if (bytes >= byteColumn) break;
    bytes += utf8Length(character.codePointAt(0) ?? 0);
    column += character.length;
  }
  return column;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
