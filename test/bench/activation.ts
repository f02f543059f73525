// How long the extension takes to activate, as VS Code itself reports it.

import { VscodeServer } from '../support/vscode/vscodeServer.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import type { Workbench } from '../support/vscode/workbench.ts';
import { median } from './slope.ts';

/** Milliseconds; the median of three windows. */
export async function activationTime(): Promise<number> {
  const server = await VscodeServer.start();
  try {
    const times: number[] = [];
    for (let window = 0; window < 3; window++) {
      const workbench = await server.openFolder();
      times.push(await activationIn(workbench));
      await workbench.dispose();
    }
    return median(times);
  } finally {
    await server.dispose();
  }
}

async function activationIn(workbench: Workbench): Promise<number> {
  await workbench.runCommand('Weft: Show Log');
  await workbench.runCommand('Developer: Show Running Extensions');
  const row = workbench.page.locator('.runtime-extensions-editor .extension', { hasText: 'Weft' });
  const pattern = /(\d+)\s*ms/;
  const read = () => row.locator('.activation-time').innerText();
  const what = 'the activation time';
  const text = await waitUntil(read, (shown) => pattern.test(shown), { what });
  return Number(pattern.exec(text)?.[1]);
}
