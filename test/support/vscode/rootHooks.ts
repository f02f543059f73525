// Mocha root hooks of the e2e suite: one server for all files, started before the first test.

import { VscodeServer } from './vscodeServer.ts';

let shared: VscodeServer | undefined;

/** The server that all tests of this run use. */
export function vscodeServer(): VscodeServer {
  if (shared === undefined)
    throw new Error('run mocha with --require test/support/vscode/rootHooks.ts');
  return shared;
}

export const mochaHooks = {
  async beforeAll(): Promise<void> {
    shared = await VscodeServer.start();
  },
  /** What a failed test leaves behind must not fail the next one, too. */
  async afterEach(this: Mocha.Context): Promise<void> {
    if (this.currentTest?.state !== 'failed') return;
    for (const text of (await shared?.tidyUp()) ?? []) console.log(`    on the screen: ${text}`);
  },
  async afterAll(): Promise<void> {
    await shared?.dispose();
  },
};
