// What arrives from the panel is checked here, once.

import type { FromPanel } from '../core/protocol/panel.ts';

type PanelCommand = Extract<FromPanel, { kind: 'command' }>['command'];

const PANEL_COMMANDS: Readonly<Record<PanelCommand, true>> = {
  pause: true,
  continue: true,
  stepEvent: true,
  stop: true,
  restart: true,
  replay: true,
  runExample: true,
  runCurrentFile: true,
};

/** @returns undefined if it is no message that the panel may send. */
export function readFromPanel(value: unknown): FromPanel | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  const kind = fields.get('kind');
  switch (kind) {
    case 'hydrateMe':
      return { kind };
    case 'command':
      return readCommand(fields.get('command'));
    case 'setSpeed':
      return readSpeed(fields.get('speed'));
    case 'reveal':
      return readReveal(fields);
    case 'setHideLibraryObjects':
      return { kind, hide: fields.get('hide') === true };
    default:
      return undefined;
  }
}

function readCommand(command: unknown): FromPanel | undefined {
  return isPanelCommand(command) ? { kind: 'command', command } : undefined;
}

function isPanelCommand(value: unknown): value is PanelCommand {
  return typeof value === 'string' && Object.hasOwn(PANEL_COMMANDS, value);
}

function readSpeed(speed: unknown): FromPanel | undefined {
  if (typeof speed !== 'number' || !Number.isFinite(speed) || speed < 0) return undefined;
  return { kind: 'setSpeed', speed };
}

function readReveal(fields: ReadonlyMap<string, unknown>): FromPanel | undefined {
  const [file, line, column] = [fields.get('file'), fields.get('line'), fields.get('column')];
  if (typeof file !== 'string' || !isPosition(line) || !isPosition(column)) return undefined;
  return { kind: 'reveal', file, line, column };
}

function isPosition(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}
