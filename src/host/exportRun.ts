// Weft: Export Run…; what knows the formats is loaded when the first one is asked for.

import type * as vscode from 'vscode';
import type { TimelinePart } from '../core/timeline/part.ts';
import { COMMANDS } from './ids.ts';
import { activeRun } from './runCommands.ts';
import type { Run, Runs } from './runs.ts';

/** @param extension the extension's own folder */
export function exportCommands(runs: Runs, extension: vscode.Uri) {
  return { [COMMANDS.exportRun]: () => askForExport(activeRun(runs), extension) };
}

/** @param part what a timeline shows of the run, if it is asked from there */
export async function askForExport(
  run: Run,
  extension: vscode.Uri,
  part?: TimelinePart,
): Promise<void> {
  const dialog = await import('./exportDialog.ts');
  return dialog.askForExport(run, extension, part);
}
