// The timeline's page inside VS Code: the host is reached through the webview's API.

import type { FromTimeline, ToTimeline } from '../src/core/protocol/timeline.ts';
import { type PackedAppend, unpacked } from '../src/core/recording/packedEvents.ts';
import { TimelinePage } from './timeline/timelinePage.ts';

interface VsCodeApi {
  postMessage(message: FromTimeline): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

function start(): void {
  const root = document.getElementById('app');
  if (!root) throw new Error('internal error: the page has no #app');
  const api = acquireVsCodeApi();
  const page = new TimelinePage(root, {
    post: (message) => api.postMessage(message),
    save: (ui) => api.setState(ui),
    saved: api.getState(),
    hasDebugger: true,
  });
  window.addEventListener('message', ({ data }: MessageEvent<ToTimeline | PackedAppend>) => {
    if (typeof data === 'object' && 'kind' in data) page.receive(unpacked(data));
  });
  api.postMessage({ kind: 'hydrateMe' });
}

start();
