// Before the first run: what this is, and how to begin.

import { html, type TemplateResult } from 'lit-html';
import type { Actions } from '../frame.ts';

export function emptyView(actions: Actions): TemplateResult {
  return html`<main class="empty">
    <h1>See what your threads do</h1>
    <p>
      Run a Python <code>threading</code> script here and watch, live, what every thread does: its
      state and line, the locks it owns, what it waits for.
    </p>
    <vscode-button class="wide" @click=${() => actions.command('runExample')}
      >Run Threading Example</vscode-button
    >
    <p>Or run the Python file in the editor. Python need not be installed.</p>
    <vscode-button
      class="wide"
      appearance="secondary"
      @click=${() => actions.command('runCurrentFile')}
      >Run Current File</vscode-button
    >
  </main>`;
}
