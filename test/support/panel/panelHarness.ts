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
import { packed, type PackedAppend } from '../../../src/core/recording/packedEvents.ts';
import type { TraceBatch } from '../../../src/core/trace/batch.ts';
import { PANEL_STYLES, panelHtml } from '../../../src/host/panelHtml.ts';
import { THEMES, type Theme } from './themes.ts';

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
  const key = location.search;
  let state = JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.posted.push(message),
    getState: () => state,
    setState: (value) => sessionStorage.setItem(key, JSON.stringify((state = value))),
  });`;

declare global {
  interface Window {
    posted: (FromPanel | FromTimeline)[];
  }
}

export class PanelHarness {
  private readonly server: Server;
  private readonly browser: Browser;
  /** Tabs that nobody uses: a new one takes longer than most tests. */
  private readonly free: Tab[] = [];

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
    const tab = this.free.pop() ?? (await Tab.open(this.browser));
    const { port } = this.server.address() as AddressInfo;
    await tab.show(`http://127.0.0.1:${port}/`, theme, { width, height });
    return new PanelPage(tab.page, tab.trouble, () => this.free.push(tab));
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Shows one panel after the other. */
class Tab {
  readonly page: Page;
  /** Of the panel that is shown now. */
  trouble: string[] = [];
  private shown = 0;

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.trouble.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.trouble.push(message.text());
    });
  }

  static async open(browser: Browser): Promise<Tab> {
    const page = await browser.newPage();
    await page.addInitScript(standIn);
    await page.addInitScript(applyTheme, THEMES);
    return new Tab(page);
  }

  async show(
    address: string,
    { name }: Theme,
    size: { readonly width: number; readonly height: number },
  ): Promise<void> {
    const { page } = this;
    this.trouble = [];
    await page.mouse.move(0, 0);
    await page.emulateMedia({ reducedMotion: null });
    await page.setViewportSize(size);
    // A number of its own, as what is kept for a panel is kept by its address.
    await page.goto(`${address}?theme=${name}&panel=${++this.shown}`);
  }
}

export class PanelPage {
  readonly page: Page;
  /** Errors and violations of the page's policy. */
  readonly trouble: readonly string[];
  /** Nobody uses the page any more. */
  readonly close: () => void;

  constructor(page: Page, trouble: readonly string[], close: () => void) {
    this.page = page;
    this.trouble = trouble;
    this.close = close;
  }

  async send(...messages: readonly (ToPanel | ToTimeline)[]): Promise<void> {
    for (const message of messages) {
      await this.page.evaluate(
        (text) => {
          const revived = JSON.parse(text, (_, value) =>
            value && value.bytes ? new Uint8Array(value.bytes) : value,
          );
          window.postMessage(revived, '*');
        },
        asText(packed(message)),
      );
    }
    await this.settle();
  }

  async hydrate(run: RunView | undefined, hideLibraryObjects = true): Promise<void> {
    await this.send({ kind: 'hydrate', run, settings: { hideLibraryObjects } });
  }

  async append(batch: TraceBatch): Promise<void> {
    await this.send({ kind: 'append', batch, names: {} });
  }

  /** Until what was sent or clicked is drawn. */
  async settle(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
  }

  /** Without the page's asking for more. */
  async posted(): Promise<readonly (FromPanel | FromTimeline)[]> {
    return this.page.evaluate(() => window.posted.filter(({ kind }) => kind !== 'ready'));
  }

  /** Until the page has said that it has taken in so many messages, and no more. */
  async takenIn(count: number): Promise<void> {
    const isSo = (wanted: number): boolean =>
      window.posted.reduce(
        (sum, message) => sum + (message.kind === 'ready' ? message.messages : 0),
        0,
      ) === wanted;
    await this.page.waitForFunction(isSo, count, { timeout: 5_000 });
  }
}

/** Typed arrays survive VS Code's channel, but not JSON. */
function asText(message: ToPanel | ToTimeline | PackedAppend): string {
  return JSON.stringify(message, (_, value: unknown) =>
    value instanceof Uint8Array ? { bytes: [...value] } : value,
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
function applyTheme(themes: readonly Theme[]): void {
  const name = new URLSearchParams(location.search).get('theme');
  const theme = themes.find((each) => each.name === name);
  if (!theme) return;
  const { kind, colors } = theme;
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
