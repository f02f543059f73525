// The frame of a page in a webview. Its policy admits one script, by its nonce, and the extension's own
// style sheets, fonts and pictures.

import { escapeHtml } from '../core/base/markup.ts';

export interface PageFrame {
  /** `webview.cspSource`. */
  readonly cspSource: string;
  /** In the order in which they are read. */
  readonly styles: readonly string[];
  /** Undefined: the page only shows. */
  readonly script?: PageScript | undefined;
}

/** From a file or written out. */
export type PageScript = { readonly nonce: string } & (
  { readonly src: string } | { readonly text: string }
);

export interface PageContent {
  readonly title: string;
  /** Of the body. */
  readonly className?: string;
  /** HTML. */
  readonly body: string;
}

/** The element that a script fills. */
export const APP = '<div id="app"></div>';

export function pageHtml({ title, className, body }: PageContent, frame: PageFrame): string {
  const { styles, script } = frame;
  const links = styles.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policyOf(frame))}">
${script ? `<meta property="csp-nonce" content="${script.nonce}">` : ''}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${links.join('\n')}
</head>
<body${className === undefined ? '' : ` class="${className}"`}>
${body}
${script ? scriptHtml(script) : ''}
</body>
</html>
`;
}

function policyOf({ cspSource, script }: PageFrame): string {
  const nonce = script ? ` 'nonce-${script.nonce}'` : '';
  return [
    "default-src 'none'",
    ...(script ? [`script-src${nonce}`] : []),
    `style-src ${cspSource}${nonce}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
  ].join('; ');
}

function scriptHtml(script: PageScript): string {
  const { nonce } = script;
  return 'src' in script
    ? `<script nonce="${nonce}" src="${escapeHtml(script.src)}"></script>`
    : `<script nonce="${nonce}">${script.text}</script>`;
}
