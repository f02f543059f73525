// Going to other moments of the active run, from the palette, the panel and VS Code's own views.

import * as vscode from 'vscode';
import { compareBranches } from '../../core/analysis/compareBranches.ts';
import { lastTaken } from '../../core/analysis/lastTaken.ts';
import { UserError } from '../../core/base/errors.ts';
import type { ObjectId, Step } from '../../core/base/ids.ts';
import type { SyncObject } from '../../core/trace/world.ts';
import { branchSides } from '../../session/travel/branchSides.ts';
import type { KeptRun } from '../../session/travel/passage.ts';
import { COMMANDS } from '../ids.ts';
import { replayRun } from '../launchRun.ts';
import type { LiveRun, Runs } from '../runs.ts';
import { changeArguments } from './variableChoice.ts';

export function travelCommands(runs: Runs) {
  return {
    [COMMANDS.stepEventBack]: () => live(runs).session.travels.stepEventBack(),
    [COMMANDS.goHere]: (step?: unknown) => goHere(runs, step),
    [COMMANDS.travelToStart]: () => live(runs).session.travels.goToStart(),
    [COMMANDS.travelToEnd]: () => live(runs).session.travels.goToEnd(),
    [COMMANDS.goToTaken]: (object?: unknown) => goToTaken(live(runs), object),
    [COMMANDS.goToChange]: (variable?: unknown) => goToChange(live(runs), variable),
    [COMMANDS.compareBranches]: () => compare(runs),
  };
}

function live(runs: Runs): LiveRun {
  if (runs.live) return runs.live;
  throw new UserError('No run is going on. Run a Python file or a threading example first.');
}

/** To the step that views show; of a run that has ended in a new debug session, which replays it. */
async function goHere(runs: Runs, step: unknown): Promise<void> {
  const run = runs.active;
  if (!run) throw new UserError('Nothing has run yet. Run a Python file or an example first.');
  const wanted = typeof step === 'number' ? (step as Step) : runs.pastStep;
  const chosen = wanted ?? (await askForStep(run.session.trace.length));
  if (chosen === undefined) return;
  if (runs.live === run) await run.session.travels.goToStep(chosen);
  else await replayRun(run, chosen);
}

async function askForStep(last: Step): Promise<Step | undefined> {
  const isStep = (text: string) => /^\d+$/.test(text.trim()) && Number(text) <= last;
  const answer = await vscode.window.showInputBox({
    title: 'Go Here in the Debugger',
    prompt: `The number of a step, from 0 to ${last}`,
    validateInput: (text) => (isStep(text) ? undefined : `A number from 0 to ${last}, please.`),
  });
  return answer === undefined ? undefined : (Number(answer) as Step);
}

async function goToTaken({ session }: LiveRun, object: unknown): Promise<void> {
  const id = typeof object === 'number' ? (object as ObjectId) : await pickObject(session);
  if (id === undefined) return;
  const { world, trace, names } = session;
  const step = lastTaken(world, trace, id);
  const name = names[id] ?? 'It';
  if (step === undefined)
    throw new UserError(`${name} was not taken or changed before this moment.`);
  await session.travels.goToStep((step + 1) as Step);
}

async function pickObject({ world, names }: LiveRun['session']): Promise<ObjectId | undefined> {
  const own = Object.values<SyncObject>(world.objects).filter(
    ({ isLibrary, partOf }) => !isLibrary && partOf === undefined,
  );
  if (own.length === 0) throw new UserError('The program has made no lock or other object yet.');
  const items = own.map(({ id, kind }) => ({ label: names[id] ?? kind, description: kind, id }));
  const options = { title: 'Go to When It Was Taken', placeHolder: 'Which object?' };
  return (await vscode.window.showQuickPick(items, options))?.id;
}

async function goToChange({ debugSession }: LiveRun, variable: unknown): Promise<void> {
  const args = await changeArguments(variable);
  if (!args) return;
  try {
    await debugSession.customRequest('weft/goToChange', args);
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

async function compare({ active }: Runs): Promise<void> {
  if (!active?.debugSession) throw new UserError('Only a run of this window can have branches.');
  const { kept } = active.session;
  const left = kept.length > 1 ? await pickBranch(kept) : kept[0];
  if (kept.length > 1 && left === undefined) return;
  const text = compareBranches(...branchSides(active.session, left));
  const copy = 'Copy';
  const options = { modal: true, detail: text };
  const title = `Two branches of ${active.session.title}`;
  const picked = await vscode.window.showInformationMessage(title, options, copy);
  if (picked === copy) await vscode.env.clipboard.writeText(`${title}\n${text}\n`);
}

async function pickBranch(kept: readonly KeptRun[]): Promise<KeptRun | undefined> {
  const items = kept.map((run, index) => ({
    label: index === 0 ? 'The first run' : `Branch ${index}`,
    description: `left at step ${run.parted}, ${run.session.trace.length} events`,
    run,
  }));
  const options = { title: 'Compare Branches of the Run', placeHolder: 'With which?' };
  return (await vscode.window.showQuickPick(items, options))?.run;
}
