// `if not items: ready.wait()` → `while not items: ready.wait()`

import { methodCall, statementOf } from '../lockSyntax.ts';
import type { PythonSources } from '../pythonSource.ts';
import { codeOf, fileEdits, type Fix, type FixableFinding } from './fix.ts';

export function whileFixes({ sites }: FixableFinding, sources: PythonSources): Fix[] {
  for (const site of sites) {
    const code = codeOf(site, sources);
    if (!code) continue;
    const { file, source, node } = code;
    if (methodCall(source, node)?.method !== 'wait') continue;
    const branch = statementOf(node).parent?.parent;
    const keyword = branch?.name === 'IfStatement' ? branch.firstChild : undefined;
    // With an `else` or `elif`, a loop would mean something else.
    if (!branch || !keyword || branch.getChild('else') || branch.getChild('elif')) continue;
    const edit = { from: keyword.from, to: keyword.to, text: 'while' };
    const title = 'Check again after each wait: write “while” for “if”';
    return [{ title, edits: fileEdits(file, source, [edit]), isPreferred: true }];
  }
  return [];
}
