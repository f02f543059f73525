// The panel's entry: messages and input in, one rendering per animation frame out.
// The host's page must contain `<div id="app"></div>` and a `csp-nonce` meta element, link
// `codicon.css` and `panel.css`, and load this script last. There is no inline style or script:
// `default-src 'none'` with the page's own styles, font and nonce is enough.

import type { FromPanel, ToPanel } from '../src/core/protocol/panel.ts';
import { type PackedAppend, unpacked } from '../src/core/recording/packedEvents.ts';
import { Panel } from './panelView.ts';

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

function start(): void {
  const root = document.getElementById('app');
  if (!root) throw new Error('internal error: the page has no #app');
  const api = acquireVsCodeApi();
  const panel = new Panel(root, {
    post: (message) => api.postMessage(message),
    save: (ui) => api.setState(ui),
    saved: api.getState(),
  });
  window.addEventListener('message', ({ data }: MessageEvent<ToPanel | PackedAppend>) => {
    if (typeof data === 'object' && 'kind' in data) panel.receive(unpacked(data));
  });
  api.postMessage({ kind: 'hydrateMe' });
}

start();
