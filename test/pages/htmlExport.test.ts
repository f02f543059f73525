// The exported page in a browser, from the disk: lanes, keys, three looks, and nothing from elsewhere.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumPath } from '../../scripts/browser.mjs';
import { exportRun } from '../../src/core/export/formats.ts';
import { readHtmlParts } from '../../src/core/export/timelineHtml.ts';
import { serializeRecording } from '../../src/core/recording/writer.ts';
import { exportedPicture } from '../support/export/exportedRun.ts';
import { traceFromText } from '../support/traceFromText.ts';

const root = new URL('../../', import.meta.url);

const picture = traceFromText(
  `
  main       worker     writer*
  take A     .          .
  .          take B     .
  .          .          sleep 1
  take B     .          .
  .          take A     .
  `,
  { kind: 'deadlocked' },
);

async function htmlFile(): Promise<string> {
  const run = exportedPicture(picture);
  const { trace, title, schedule, names, findings } = run;
  const sources = { '/main.py': 'first()\nsecond()\nthird()\n' };
  const recording = serializeRecording({ trace, title, schedule, names, findings, sources });
  const dist = new URL('dist/webview/', root);
  const parts = await readHtmlParts((name) => readFile(new URL(name, dist)));
  const { pieces } = exportRun(run, 'html', { page: { recording, parts } });
  const file = join(await mkdtemp(join(tmpdir(), 'weft-html-')), 'run.html');
  await writeFile(file, [...pieces].join(''));
  return pathToFileURL(file).href;
}

describe('the HTML export in a browser', () => {
  let browser: Browser;
  let url: string;
  before(async () => {
    const executablePath = await chromiumPath();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    url = await htmlFile();
  });
  after(() => browser.close());

  async function open(look: Parameters<Browser['newPage']>[0] = {}) {
    const page = await browser.newPage({ viewport: { width: 1200, height: 420 }, ...look });
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:')) said.push(request.url());
    });
    await page.goto(url);
    await page.locator('.lane-name').first().waitFor();
    return { page, said };
  }

  async function shot(page: Page, name: string): Promise<void> {
    const folder = new URL('test-results/exports/', root);
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder.pathname, `${name}.png`) });
  }

  it('shows a lane for each thread, without an error or a request', async () => {
    const { page, said } = await open();
    const names = await page.locator('.lane-name').allInnerTexts();
    assert.deepEqual(
      names.map((name) => name.split('\n')[0]),
      ['main', 'worker', 'writer'],
    );
    assert.deepEqual(said, []);
    await page.close();
  });

  it('has icons from its own font', async () => {
    const { page } = await open();
    const isLoaded = await page.evaluate(async () => {
      await document.fonts.load('16px codicon');
      return document.fonts.check('16px codicon') && document.fonts.size > 0;
    });
    assert(isLoaded);
    await page.close();
  });

  it('works from the keyboard', async () => {
    const { page, said } = await open();
    const end = picture.trace.length;
    await page.getByText(`step ${end} (the end)`).first().waitFor();
    await page.locator('.stage').focus();
    await page.keyboard.press('Home');
    await page
      .getByText(/step 0\b/)
      .first()
      .waitFor();
    await page.keyboard.press('w');
    assert.deepEqual(said, []);
    await page.close();
  });

  for (const [name, look] of Object.entries({
    dark: { colorScheme: 'dark' },
    light: { colorScheme: 'light' },
    highContrast: { colorScheme: 'dark', contrast: 'more' },
  } as const)) {
    it(`chooses its colours by what its reader prefers: ${name}`, async () => {
      const { page } = await open(look);
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const expected = { dark: 'rgb(31, 31, 31)', light: 'rgb(255, 255, 255)' };
      assert.equal(ground, name === 'highContrast' ? 'rgb(0, 0, 0)' : expected[name as 'dark']);
      await shot(page, name);
      await page.close();
    });
  }
});
