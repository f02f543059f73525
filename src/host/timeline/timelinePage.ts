// What a page with the timeline loads, wherever it stands: in the bottom panel, or in the editor of
// a recording.

import * as vscode from 'vscode';
import type { PageFrame } from '../pageHtml.ts';
import { TIMELINE_STYLES } from './timelineStyles.ts';

/**
 * Lets the webview load the timeline.
 * @param extension the extension's own folder. @param more style sheets of the page around it
 */
export function timelineFrame(
  webview: vscode.Webview,
  extension: vscode.Uri,
  more: readonly string[] = [],
): PageFrame {
  const files = vscode.Uri.joinPath(extension, 'dist', 'webview');
  const file = (name: string) => String(webview.asWebviewUri(vscode.Uri.joinPath(files, name)));
  webview.options = { ...webview.options, enableScripts: true, localResourceRoots: [files] };
  return {
    cspSource: webview.cspSource,
    styles: [...TIMELINE_STYLES, ...more].map(file),
    script: { src: file('timeline.js'), nonce: crypto.randomUUID() },
  };
}
