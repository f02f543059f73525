// The speed of a run, as a choice and as words.

import * as vscode from 'vscode';
import { SETTINGS } from './ids.ts';
import { currentSettings } from './currentSettings.ts';
import type { Runs } from './runs.ts';
import { numberFromSpeed } from './settings.ts';
import { parseSpeed, SPEEDS, speedText } from './speedText.ts';

interface SpeedItem extends vscode.QuickPickItem {
  readonly speed: number | undefined;
}

/** Of the run that is going on; without one, of all that follow. */
export async function setSpeed(runs: Runs, speed: number): Promise<void> {
  runs.setSpeed(speed);
  if (runs.live) return;
  await vscode.workspace
    .getConfiguration()
    .update(SETTINGS.speed, numberFromSpeed(speed), vscode.ConfigurationTarget.Global);
}

export async function askForSpeed(runs: Runs): Promise<void> {
  const { live } = runs;
  const current = live?.session.speed ?? currentSettings().speed;
  const picked = await vscode.window.showQuickPick<SpeedItem>(itemsFor(current), {
    title: live ? `Speed of ${live.session.title}` : 'Speed of runs to come',
    placeHolder: `Now ${speedText(current)}: virtual seconds per second on the wall`,
  });
  if (!picked) return;
  const speed = picked.speed ?? (await askForNumber(current));
  if (speed !== undefined) await setSpeed(runs, speed);
}

function itemsFor(current: number): SpeedItem[] {
  const items = SPEEDS.map(({ speed, meaning }): SpeedItem => ({
    label: speedText(speed),
    description: speed === current ? `${meaning} (now)` : meaning,
    speed,
  }));
  return [...items, { label: 'Other…', description: 'any number above 0', speed: undefined }];
}

async function askForNumber(current: number): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Speed',
    prompt: 'Virtual seconds per second on the wall',
    value: Number.isFinite(current) ? String(current) : '1',
    validateInput: (value) =>
      parseSpeed(value) === undefined ? 'A number above 0, such as 0.5 or 3.' : undefined,
  });
  return text === undefined ? undefined : parseSpeed(text);
}
