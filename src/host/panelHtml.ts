// The page that a script fills: the panel's, the timeline's. (The toolkit asks once, with an empty style
// element of the page's nonce, whether the browser knows `:focus-visible`.)

import { APP, pageHtml } from './pageHtml.ts';

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
  return pageHtml(
    { title: 'Weft', body: APP },
    { cspSource, styles, script: { src: script, nonce } },
  );
}
