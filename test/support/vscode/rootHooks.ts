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
  async afterAll(): Promise<void> {
    await shared?.dispose();
  },
};
