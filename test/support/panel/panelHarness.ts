// The panel in a plain browser page, as the host would show it: the real page with its policy,
// a theme's colours, and a stand-in for VS Code's API that records what the panel posts.

import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumPath } from '../../../scripts/browser.mjs';
import type { FromPanel, RunView, ToPanel } from '../../../src/core/protocol/panel.ts';
import type { FromTimeline, ToTimeline } from '../../../src/core/protocol/timeline.ts';
import { PANEL_STYLES, panelHtml } from '../../../src/host/panelHtml.ts';
import type { Theme } from './themes.ts';

const root = new URL('../../../', import.meta.url);
const codicons = 'node_modules/@vscode/codicons/dist';

/** A page of the extension: its script's source, and its style sheets. */
export interface PageKind {
  readonly entry: string;
  readonly styles: readonly string[];
}

export const PANEL: PageKind = { entry: 'webview/panel.ts', styles: PANEL_STYLES };

const files: Readonly<Record<string, readonly [type: string, path: string]>> = {
  '/timeline.css': ['text/css', 'media/timeline.css'],
  '/panel.css': ['text/css', 'media/panel.css'],
  '/findings.css': ['text/css', 'media/findings.css'],
  '/diagram.css': ['text/css', 'media/diagram.css'],
  '/control.css': ['text/css', 'media/control.css'],
  '/codicon.css': ['text/css', `${codicons}/codicon.css`],
  '/favicon.ico': ['image/svg+xml', 'media/weft.svg'],
  '/codicon.ttf': ['font/ttf', `${codicons}/codicon.ttf`],
};

/** Runs in the page before the panel's script. */
const standIn = `
  window.posted = [];
  let state = JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.posted.push(message),
    getState: () => state,
    setState: (value) => sessionStorage.setItem('state', JSON.stringify((state = value))),
  });`;

declare global {
  interface Window {
    posted: (FromPanel | FromTimeline)[];
  }
}

export class PanelHarness {
  private readonly server: Server;
  private readonly browser: Browser;

  private constructor(server: Server, browser: Browser) {
    this.server = server;
    this.browser = browser;
  }

  static async start(kind = PANEL): Promise<PanelHarness> {
    const script = await bundle(kind);
    const server = createServer((request, response) => {
      void answer(request.url ?? '/', script, kind).then(({ type, body }) => {
        response.writeHead(type === '' ? 404 : 200, { 'content-type': type }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const executablePath = await chromiumPath();
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    return new PanelHarness(server, browser);
  }

  /** A fresh panel of this width that has been told nothing yet. */
  async open(theme: Theme, width = 320, height = 900): Promise<PanelPage> {
    const context = await this.browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') trouble.push(message.text());
    });
    await page.addInitScript(standIn);
    await page.addInitScript(applyTheme, theme);
    const { port } = this.server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    return new PanelPage(page, trouble);
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export class PanelPage {
  readonly page: Page;
  /** Errors and violations of the page's policy. */
  readonly trouble: readonly string[];

  constructor(page: Page, trouble: readonly string[]) {
    this.page = page;
    this.trouble = trouble;
  }

  async send(...messages: readonly (ToPanel | ToTimeline)[]): Promise<void> {
    for (const message of messages) {
      await this.page.evaluate((text) => {
        const revived = JSON.parse(text, (_, value) =>
          value && value.float64 ? new Float64Array(value.float64) : value,
        );
        window.postMessage(revived, '*');
      }, packed(message));
    }
    await this.settle();
  }

  async hydrate(run: RunView | undefined, hideLibraryObjects = true): Promise<void> {
    await this.send({ kind: 'hydrate', run, settings: { hideLibraryObjects } });
  }

  /** Until what was sent or clicked is drawn. */
  async settle(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
  }

  async posted(): Promise<readonly (FromPanel | FromTimeline)[]> {
    return this.page.evaluate(() => window.posted);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** Typed arrays survive VS Code's channel, but not JSON. */
function packed(message: ToPanel | ToTimeline): string {
  return JSON.stringify(message, (_, value: unknown) =>
    value instanceof Float64Array ? { float64: [...value] } : value,
  );
}

async function bundle({ entry }: PageKind): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL(entry, root).pathname],
    ...{ bundle: true, write: false, format: 'iife', target: 'es2023' },
  });
  return outputFiles?.[0]?.text ?? '';
}

async function answer(
  url: string,
  script: string,
  kind: PageKind,
): Promise<{ type: string; body: string | Buffer }> {
  const path = new URL(url, 'http://panel').pathname;
  const file = files[path];
  if (file) return { type: file[0], body: await readFile(new URL(file[1], root)) };
  if (path === '/panel.js') return { type: 'text/javascript', body: script };
  if (path !== '/') return { type: '', body: '' };
  const styles = kind.styles.map((name) => `/${name}`);
  const page = { cspSource: "'self'", script: '/panel.js', styles, nonce: 'harness' };
  return { type: 'text/html; charset=utf-8', body: panelHtml(page) };
}

/** In the page: what VS Code does before the webview's own scripts run. */
function applyTheme({ kind, colors }: Theme): void {
  document.addEventListener('DOMContentLoaded', () => {
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(colors)) {
      style.setProperty(`--vscode-${name}`, value);
    }
    style.setProperty('--vscode-font-family', 'system-ui, "Liberation Sans", sans-serif');
    style.setProperty('--vscode-font-size', '13px');
    document.body.className = kind;
    document.body.dataset['vscodeThemeKind'] = kind;
  });
}
