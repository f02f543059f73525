// A real VS Code with the packaged extension installed, and the browser that shows it.
// One server and one browser for all e2e tests; every workbench has a folder of its own, and
// begins with an empty storage.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { chromiumPath } from '../../../scripts/browser.mjs';
import { installExtension, startCodeServer } from '../../../scripts/codeServer.mjs';
import { packageExtension } from '../../../scripts/package.mjs';
import { Workbench } from './workbench.ts';

const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'workbench.colorTheme': 'Dark Modern',
  'workbench.reduceMotion': 'on',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'window.restoreWindows': 'none',
  // At a stop VS Code would turn to its own view, sooner or later than the panel is shown.
  'debug.openDebug': 'neverOpen',
  'files.hotExit': 'off',
};

const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
];

export class VscodeServer {
  private readonly directory: string;
  private readonly server: Awaited<ReturnType<typeof startCodeServer>>;
  private readonly browser: BrowserContext;

  private constructor(
    directory: string,
    server: Awaited<ReturnType<typeof startCodeServer>>,
    browser: BrowserContext,
  ) {
    this.directory = directory;
    this.server = server;
    this.browser = browser;
  }

  /** Packs `dist/` as it is, installs it and starts the server. */
  static async start(): Promise<VscodeServer> {
    const directory = await mkdtemp(join(tmpdir(), 'weft-vscode-'));
    const vsix = await packageExtension(join(directory, 'weft.vsix'), { isQuiet: true });
    await installExtension(directory, vsix);
    await writeSettings(directory, {});
    const server = await startCodeServer(directory);
    const executablePath = await chromiumPath();
    // A profile on disk keeps the compiled code of the workbench: a window opens in half the time.
    const browser = await chromium.launchPersistentContext(join(directory, 'browser'), {
      executablePath,
      args: browserFlags,
      viewport: { width: 1400, height: 900 },
    });
    return new VscodeServer(directory, server, browser);
  }

  /** Process id. */
  get process(): number {
    if (this.server.pid === undefined) throw new Error('the server has no process');
    return this.server.pid;
  }

  /** Opens a new folder that holds `files` (path → text or bytes) in a new window. */
  async openFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Workbench> {
    const folder = join(await mkdtemp(join(this.directory, 'folder-')), 'project');
    await mkdir(folder);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const page = await this.browser.newPage();
    await forgetWindows(page, this.server.address);
    await page.goto(`${this.server.address}/?folder=${encodeURIComponent(folder)}`);
    return Workbench.ready(page, folder);
  }

  /** Replaces the user's settings, for workbenches that are opened from now on. */
  async setSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await writeSettings(this.directory, settings);
  }

  /** Leaves dialogs and ends runs in all workbenches; gives what dialogs and notifications said. */
  async tidyUp(): Promise<readonly string[]> {
    const said = await Promise.all(
      this.browser.pages().map(async (page) => {
        const messages = page.locator('.monaco-dialog-box, .notification-list-item');
        const texts = await messages.allInnerTexts();
        await page.keyboard.press('Escape');
        await page.keyboard.press('Shift+F5');
        return texts;
      }),
    );
    return said.flat().map((text) => text.replaceAll(/\s+/g, ' '));
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    await this.server.dispose();
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What earlier windows kept: themes, open panels, recently used commands. */
async function forgetWindows(page: Page, origin: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const storageTypes = 'cookies,indexeddb,local_storage';
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes });
  await session.detach();
}

async function writeSettings(
  directory: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const user = join(directory, 'user', 'User');
  await mkdir(user, { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
  await writeFile(join(user, 'settings.json'), text);
}
