// One HTML file with the interactive timeline: page, styles, icons and the recording itself. It opens
// from a disk without a network; its policy lets nothing in that is not in the file.

import { strFromU8 } from 'fflate';
import { escapeXml } from '../base/markup.ts';

/** What the page is made of; the host and the command line read it from beside their own code. */
export interface HtmlParts {
  /** The bundle of webview/timelineFile.ts. */
  readonly script: string;
  readonly styles: readonly string[];
  /** The icons' font, which the styles refer to by its file name. */
  readonly font: Uint8Array;
}

/** The names of these files, beside each other. */
const SCRIPT = 'timelineFile.js';
const STYLES = ['codicon.css', 'panel.css', 'timeline.css', 'timelineFile.css'];
const FONT = 'codicon.ttf';

/** @param read gives a file by its name */
export async function readHtmlParts(
  read: (name: string) => Promise<Uint8Array>,
): Promise<HtmlParts> {
  const text = async (name: string): Promise<string> => strFromU8(await read(name));
  const styles = await Promise.all(STYLES.map(text));
  return { script: await text(SCRIPT), styles, font: await read(FONT) };
}

/** The element of the page that has the recording. */
export const RECORDING_ID = 'recording';
const NONCE = 'weft';
const POLICY = [
  "default-src 'none'",
  `script-src 'nonce-${NONCE}'`,
  `style-src 'nonce-${NONCE}'`,
  'font-src data:',
  'img-src data:',
].join('; ');

/** @param recording the bytes of a `.weft` file */
export function* timelineHtml(
  title: string,
  recording: Uint8Array,
  { script, styles, font }: HtmlParts,
): Generator<string> {
  yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeXml(POLICY)}">
<meta property="csp-nonce" content="${NONCE}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
`;
  const codicons = `url("data:font/ttf;base64,${base64(font)}")`;
  for (const style of styles) {
    // The version behind the name changes with the font.
    const own = style.replace(/url\(["']?[^"')]*codicon\.ttf[^"')]*["']?\)/g, codicons);
    yield `<style nonce="${NONCE}">\n${own.replaceAll('</style', '<\\/style')}\n</style>\n`;
  }
  yield `</head>
<body>
<div id="app"></div>
<aside id="source" hidden></aside>
<script type="application/octet-stream" id="${RECORDING_ID}">${base64(recording)}</script>
<script nonce="${NONCE}">
${script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')}
</script>
</body>
</html>
`;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Core has no `btoa`, and it would take a string. */
export function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const rest = bytes.length - at;
    parts.push(
      (DIGITS[bits >> 18] ?? '') + (DIGITS[(bits >> 12) & 63] ?? ''),
      rest > 1 ? (DIGITS[(bits >> 6) & 63] ?? '') : '=',
      rest > 2 ? (DIGITS[bits & 63] ?? '') : '=',
    );
  }
  return parts.join('');
}
