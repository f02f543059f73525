// Conversations through `weft dap` over TCP, one connection a test. To be called in a `describe`.

import assert from 'node:assert/strict';
import type { DebugClient } from '@vscode/debugadapter-testsupport';
import { scriptFolder, type ScriptFolder } from '../programs/scriptFolder.ts';
import { startTcp, type TcpCommand } from './dapCommand.ts';
import { Story, storyText } from './story.ts';

export interface DapStories {
  /** Fails if what happens is not what the text says. */
  readonly plays: (text: string) => Promise<void>;
  /** One more connection; the caller ends it. */
  readonly connect: () => Promise<DebugClient>;
  /** Absolute path of a source. */
  readonly path: (name: string) => string;
}

/** @param sources path → text of the scripts that the stories are about */
export function dapStories(sources: Readonly<Record<string, string>>): DapStories {
  let files: ScriptFolder;
  let server: TcpCommand;
  let client: DebugClient;
  before(async () => {
    files = scriptFolder(sources);
    server = await startTcp();
  });
  after(() => {
    server.dispose();
    files.dispose();
  });
  beforeEach(async () => {
    client = await server.connect();
  });
  afterEach(() => client.stop());
  return {
    plays: async (text) => assert.equal(await new Story(client, files).play(text), storyText(text)),
    connect: () => server.connect(),
    path: (name) => files.path(name),
  };
}
