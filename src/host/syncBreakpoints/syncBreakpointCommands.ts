// Asks when to stop on which object, and shows what was chosen to be turned off or removed.

import * as vscode from 'vscode';
import { objectName, placeOf } from '../../core/analysis/scene.ts';
import { UserError } from '../../core/base/errors.ts';
import type { ObjectId } from '../../core/base/ids.ts';
import type { SyncOperation } from '../../core/protocol/debug.ts';
import type { SyncObject, World } from '../../core/trace/world.ts';
import type { ShownSession } from '../../session/shownSession.ts';
import { COMMANDS } from '../ids.ts';
import type { Runs } from '../runs.ts';
import { ALL_OPERATIONS, breakText, operationsOn, operationText, placeText } from './operations.ts';
import type { SyncBreakpoint, SyncBreakpoints } from './syncBreakpoints.ts';

export function syncBreakpointCommands(runs: Runs, breakpoints: SyncBreakpoints) {
  return {
    /** @param object from the panel; the palette asks for it */
    [COMMANDS.breakOn]: async (object?: unknown) => {
      const session = runs.active?.session;
      if (!session) throw new UserError('Run a script first: then its objects can be chosen.');
      const added = await chooseBreak(session, object);
      if (!added) return;
      await breakpoints.add(added);
      void vscode.window.setStatusBarMessage(
        `Weft stops when ${breakText(added.operation, added.name)}.`,
        5000,
      );
    },
    [COMMANDS.syncBreakpoints]: () => showAll(breakpoints),
  };
}

type Break = Omit<SyncBreakpoint, 'isEnabled'>;

interface BreakItem extends vscode.QuickPickItem {
  /** What to stop at, or the object to ask about next. */
  readonly choice?: SyncOperation | SyncObject;
}

async function chooseBreak(session: ShownSession, object: unknown): Promise<Break | undefined> {
  const given = wholeObject(session.world, object);
  if (given) return chooseOperation(session, given);
  const picked = await vscode.window.showQuickPick(itemsFor(session), {
    title: `Break On: ${session.title}`,
    placeHolder: 'Stop when this happens, or choose an object',
    matchOnDescription: true,
  });
  const choice = picked?.choice;
  if (choice === undefined) return undefined;
  if (typeof choice !== 'string') return chooseOperation(session, choice);
  return { operation: choice, object: undefined, name: undefined };
}

/** The object that one inside it belongs to, or itself. */
function wholeObject(world: World, id: unknown): SyncObject | undefined {
  const object: SyncObject | undefined = world.objects[id as ObjectId];
  return object?.partOf === undefined ? object : wholeObject(world, object.partOf);
}

function itemsFor(session: ShownSession): BreakItem[] {
  const { world, tables, names } = session;
  const objects = Object.values<SyncObject>(world.objects).filter(
    ({ kind, partOf, isLibrary }) =>
      partOf === undefined && !isLibrary && operationsOn(kind).length > 0,
  );
  const scene = { world, tables, names };
  return [
    { label: 'Objects', kind: vscode.QuickPickItemKind.Separator },
    ...objects.map((object) => ({
      label: objectName(scene, object.id),
      description: [object.kind, placeOf(scene, object.createdAt)].filter(Boolean).join(', '),
      choice: object,
    })),
    { label: 'Anywhere', kind: vscode.QuickPickItemKind.Separator },
    ...ALL_OPERATIONS.map((choice) => ({ label: breakText(choice, undefined), choice })),
  ];
}

async function chooseOperation(
  session: ShownSession,
  object: SyncObject,
): Promise<Break | undefined> {
  const { world, tables, names } = session;
  const name = objectName({ world, tables, names }, object.id);
  const place = session.placeOf(object.id);
  if (!place) throw new UserError(`${name} is not made by a line of your code.`);
  const operations = operationsOn(object.kind);
  if (operations.length === 0) {
    throw new UserError(`There is nothing to stop at that happens to ${name}.`);
  }
  const picked = await vscode.window.showQuickPick(
    operations.map((operation) => ({ label: `${name} ${operationText(operation)}`, operation })),
    { title: `Break On ${name}`, placeHolder: `Stop when … (made at ${placeText(place)})` },
  );
  return picked && { operation: picked.operation, object: place, name };
}

interface KeptItem extends vscode.QuickPickItem {
  readonly breakpoint: SyncBreakpoint;
}

const REMOVE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: 'Remove',
};

/** Checked ones are enabled when the list is accepted; the bin removes one at once. */
function showAll(breakpoints: SyncBreakpoints): void {
  if (breakpoints.all.length === 0) {
    throw new UserError('There are no sync breakpoints. Weft: Break On… sets one.');
  }
  const list = vscode.window.createQuickPick<KeptItem>();
  list.title = 'Sync Breakpoints';
  list.placeholder = 'Checked ones stop a run';
  list.canSelectMany = true;
  fill(list, breakpoints);
  list.onDidTriggerItemButton(({ item }) => {
    void breakpoints.remove(item.breakpoint);
    if (breakpoints.all.length === 0) list.hide();
    else fill(list, breakpoints);
  });
  list.onDidAccept(() => {
    void breakpoints.enableOnly(list.selectedItems.map(({ breakpoint }) => breakpoint));
    list.hide();
  });
  list.onDidHide(() => list.dispose());
  list.show();
}

function fill(list: vscode.QuickPick<KeptItem>, { all }: SyncBreakpoints): void {
  list.items = all.map((breakpoint) => ({
    label: breakText(breakpoint.operation, breakpoint.name),
    ...(breakpoint.object && { description: placeText(breakpoint.object) }),
    buttons: [REMOVE],
    breakpoint,
  }));
  list.selectedItems = list.items.filter(({ breakpoint }) => breakpoint.isEnabled);
}
