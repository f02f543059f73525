// The settings as they are now, for those who can't be told of every change.

import * as vscode from 'vscode';
import { readSettings, type Settings } from './settings.ts';

export function currentSettings(): Settings {
  return readSettings(vscode.workspace.getConfiguration());
}
