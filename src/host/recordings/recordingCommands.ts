// Saving a run, going back to an earlier one, and what the page of a recording offers.

import * as vscode from 'vscode';
import { outcomeWords } from '../../core/analysis/outcomeWords.ts';
import { UserError } from '../../core/base/errors.ts';
import { recordingOf } from '../../session/savedRun.ts';
import { COMMANDS, EDITORS } from '../ids.ts';
import { askForExport } from '../exportRun.ts';
import { replayRun } from '../launchRun.ts';
import { PanelView } from '../panelView.ts';
import { revealSource } from '../revealSource.ts';
import type { Run, Runs } from '../runs.ts';
import type { Recordings } from './recordings.ts';

export interface RecordingCommandsOptions {
  readonly extension: vscode.Uri;
  readonly runs: Runs;
  readonly recordings: Recordings;
}

export function recordingCommands({ extension, runs, recordings }: RecordingCommandsOptions) {
  return {
    [COMMANDS.saveRecording]: () => save(runs.active),
    [COMMANDS.showEarlierRun]: () => showEarlier(runs),
    /** @param address of a recording, from its page; so in all of them */
    [COMMANDS.replayRecording]: async (address: string) => {
      await replayRun(await recordings.get(address));
    },
    [COMMANDS.showRecording]: async (address: string) => {
      runs.showRecording(await recordings.get(address));
      await PanelView.reveal();
    },
    [COMMANDS.exportRecording]: async (address: string) => {
      await askForExport(await recordings.get(address), extension);
    },
    [COMMANDS.openRecordedScript]: async (address: string) => {
      const run = await recordings.get(address);
      const file = run.session.header.script;
      await revealSource(run, { file, line: 1, column: 1 });
    },
  };
}

async function save(run: Run | undefined): Promise<void> {
  if (!run)
    throw new UserError('Nothing has run yet. Run a Python file or a threading example first.');
  const target = await vscode.window.showSaveDialog({
    title: 'Save Recording',
    defaultUri: suggestion(run),
    filters: { 'Weft recordings': ['weft'] },
  });
  if (!target) return;
  const { serializeRecording } = await import('../../core/recording/writer.ts');
  await write(target, serializeRecording(recordingOf(run.session)));
  const open = 'Open';
  const text = run.session.end?.schedule
    ? `The run of ${run.session.title} is saved.`
    : `The run of ${run.session.title} is saved up to now. It has not ended, so it can't be replayed.`;
  const picked = await vscode.window.showInformationMessage(text, open);
  if (picked === open)
    await vscode.commands.executeCommand('vscode.openWith', target, EDITORS.recording);
}

async function write(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The recording can't be saved: ${reason}`);
  }
}

/** Beside the script, or where the user works if that can't be written to. */
function suggestion({ place, session }: Run): vscode.Uri {
  const name = session.header.script.replace(/^.*[\\/]/, '').replace(/\.py$/, '') + '.weft';
  const { script } = place;
  if (script.scheme === 'file') return vscode.Uri.joinPath(script, '..', name);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  return vscode.Uri.joinPath(folder, name);
}

interface RunItem extends vscode.QuickPickItem {
  readonly run: Run;
}

async function showEarlier(runs: Runs): Promise<void> {
  const { others } = runs;
  if (others.length === 0) throw new UserError('There is no other run in this window to show.');
  const picked = await vscode.window.showQuickPick(others.map(itemFor), {
    title: 'Show Earlier Run',
    placeHolder: 'The panel and all commands turn to the run you choose',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) return;
  runs.showAgain(picked.run);
  await PanelView.reveal();
}

function itemFor(run: Run): RunItem {
  const { title, world, trace, findings } = run.session;
  const kind = run.file ? '$(file-binary) ' : 'parted' in run ? '$(git-branch) ' : '$(run-all) ';
  const how = howItEnded(run);
  const time = `${(world.time / 1e9).toFixed(3)} s`;
  const [finding] = findings.filter(({ certainty }) => certainty !== 'predicted');
  return {
    label: kind + title,
    description: `${how}, ${time}, ${trace.length} events`,
    ...(finding && { detail: finding.title }),
    run,
  };
}

function howItEnded(run: Run): string {
  const { state, world } = run.session;
  if ('parted' in run) return `left for another branch at step ${run.parted}`;
  if (state.kind !== 'ended') return 'still running';
  return world.outcome ? outcomeWords(world.outcome) : 'cut short';
}
