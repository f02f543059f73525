// Which variable a command is about: the one whose menu it was chosen from, else one by name in the
// frame that has the focus.

import * as vscode from 'vscode';
import { UserError } from '../../core/base/errors.ts';

/** As `dataBreakpointInfo` takes it. */
export interface VariableArguments {
  readonly name: string;
  readonly variablesReference?: number;
  readonly frameId?: number;
}

/** @param chosen what the Variables view passes: the variable and what it is in */
export async function changeArguments(chosen: unknown): Promise<VariableArguments | undefined> {
  const name = field(field(chosen, 'variable'), 'name');
  const variablesReference = field(field(chosen, 'container'), 'variablesReference');
  if (typeof name === 'string' && typeof variablesReference === 'number') {
    return { name, variablesReference };
  }
  const item = vscode.debug.activeStackItem;
  if (!(item instanceof vscode.DebugStackFrame)) {
    throw new UserError('Select a stack frame first: the run must stand.');
  }
  const answer = await vscode.window.showInputBox({
    title: 'When Did This Change?',
    prompt: 'A variable, or an attribute as in counter.value',
  });
  return answer?.trim() ? { name: answer.trim(), frameId: item.frameId } : undefined;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}
