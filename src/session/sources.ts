// The texts of a run's Python files, by their path in the sandbox.

import type { SandboxFile } from '../core/protocol/worker.ts';
import type { Sources } from '../core/recording/recording.ts';

export function pythonTexts(files: readonly SandboxFile[]): Sources {
  const texts: Record<string, string> = {};
  for (const { path, content } of files) {
    if (path.endsWith('.py')) texts[path] = new TextDecoder().decode(content);
  }
  return texts;
}
