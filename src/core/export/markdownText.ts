// Pieces of Markdown, as GitHub reads it.

/** What has a meaning in Markdown has none in names. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_<>[\]#|~]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}

/** A fence that the text can't close. */
export function codeBlock(language: string, text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...text.split('\n'), fence];
}

/** @param rows cells that are Markdown already */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)];
}

/** As one word of a POSIX shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
