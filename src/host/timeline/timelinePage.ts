// The page with the timeline in a webview, wherever it stands: in the bottom panel, or in the
// editor of a recording.

import * as vscode from 'vscode';
import { panelHtml } from '../panelHtml.ts';
import { TIMELINE_STYLES } from './timelineStyles.ts';

/** @param extension the extension's own folder */
export function fillTimelinePage(webview: vscode.Webview, extension: vscode.Uri): void {
  const files = vscode.Uri.joinPath(extension, 'dist', 'webview');
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(files, name));
  webview.options = { enableScripts: true, localResourceRoots: [files] };
  webview.html = panelHtml({
    cspSource: webview.cspSource,
    script: String(file('timeline.js')),
    styles: TIMELINE_STYLES.map((name) => String(file(name))),
    nonce: crypto.randomUUID(),
  });
}
