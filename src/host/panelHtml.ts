// The page that the panel's script fills. Nothing inline: the policy admits one script, by its
// nonce, and the extension's own style sheets and fonts. (The toolkit asks once, with an empty
// style element of the page's nonce, whether the browser knows `:focus-visible`.)

/** Style sheets beside the script, in the order in which they are read. */
export const PANEL_STYLES = [
  'codicon.css',
  'panel.css',
  'findings.css',
  'diagram.css',
  'control.css',
] as const;

export interface PanelResources {
  /** `webview.cspSource`. */
  readonly cspSource: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** Fresh for every page. */
  readonly nonce: string;
}

export function panelHtml({ cspSource, script, styles, nonce }: PanelResources): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
  ].join('; ');
  const links = styles.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Weft</title>
${links.join('\n')}
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
