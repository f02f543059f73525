// What axe-core would mend in a page: a webview of a real VS Code, or one of ours in the browser.

import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/** `colours`: rules that judge colours only, for a theme of a page that was judged in another. */
export type AxeRules = 'all' | 'colours';

/** Rule, and the elements that break it. */
export async function axeViolations(
  page: Frame | Page,
  rules: AxeRules = 'all',
): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const results = await page.evaluate(runAxe, optionsFor(rules));
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
}

const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

function optionsFor(rules: AxeRules): RunOptions {
  const options: RunOptions = { resultTypes: ['violations'] };
  return rules === 'all' ? options : { ...options, runOnly: COLOUR_RULES };
}

/** Runs in the page. A view's background is VS Code's; axe has to know it to judge contrast. */
function runAxe(options: RunOptions): Promise<AxeResults> {
  const style = document.documentElement.style;
  const hasView = document.body.hasAttribute('data-vscode-theme-id');
  if (hasView) style.background = 'var(--vscode-sideBar-background)';
  return (window as unknown as { axe: typeof axe }).axe.run(document, options);
}
