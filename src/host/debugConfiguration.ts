// Debug configurations of type `weft`: completes what launch.json or F5 gives, and says what is
// wrong with it before a session begins.

import * as vscode from 'vscode';
import { UserError } from '../core/base/errors.ts';
import { DEBUG_TYPE } from './ids.ts';
import type { Reporter } from './reporter.ts';

const CURRENT_FILE = '${file}';
/** Two letters at least: `C:` is a drive. */
const URI = /^[a-zA-Z][\w+.-]+:/;

/** A configuration that runs a document, as commands and F5 make it. */
export function configurationFor(
  program: vscode.Uri,
  more: Readonly<Record<string, unknown>> = {},
): vscode.DebugConfiguration {
  const name = program.path.slice(program.path.lastIndexOf('/') + 1);
  return { type: DEBUG_TYPE, request: 'launch', name, program: textOf(program), ...more };
}

export class ConfigurationProvider implements vscode.DebugConfigurationProvider {
  private readonly reporter: Reporter;

  constructor(reporter: Reporter) {
    this.reporter = reporter;
  }

  provideDebugConfigurations(): vscode.DebugConfiguration[] {
    return [
      { type: DEBUG_TYPE, request: 'launch', name: 'Weft: Current File', program: CURRENT_FILE },
    ];
  }

  /** F5 without a launch.json comes with an empty configuration. */
  resolveDebugConfiguration(
    _folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): vscode.DebugConfiguration | undefined {
    return this.orReport(() => {
      const program: unknown = configuration.program;
      if (program !== undefined && program !== '' && program !== CURRENT_FILE) return configuration;
      // VS Code would not replace `${file}` by an example or an untitled document.
      const current = currentPythonDocument().uri;
      return { ...configurationFor(current), ...configuration, program: textOf(current) };
    });
  }

  async resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    try {
      const program = programUri(configuration.program, folder);
      await assertReadable(program);
      const shown = { internalConsoleOptions: 'openOnSessionStart' };
      return { ...shown, ...configuration, program: textOf(program) };
    } catch (error) {
      this.reporter.report(error);
      return undefined;
    }
  }

  private orReport<T>(resolve: () => T): T | undefined {
    try {
      return resolve();
    } catch (error) {
      this.reporter.report(error);
      return undefined;
    }
  }
}

/** @throws UserError if no Python file is open in the active editor. */
export function currentPythonDocument(): vscode.TextDocument {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) throw new UserError('No file is open. Open a Python file, then run it.');
  if (document.languageId !== 'python') {
    throw new UserError(
      `${document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1)} is not a Python file. ` +
        'Open one, then run it; for a file without the ending .py choose the language Python.',
    );
  }
  return document;
}

/** @throws UserError if the text is no path that can be found. */
export function programUri(
  program: unknown,
  folder: vscode.WorkspaceFolder | undefined,
): vscode.Uri {
  if (typeof program !== 'string' || program === '') {
    throw new UserError('"program" in the launch configuration must be the path of a Python file.');
  }
  if (URI.test(program)) return vscode.Uri.parse(program, true);
  const isAbsolute = /^([a-zA-Z]:)?[\\/]/.test(program);
  if (isAbsolute) return onSameFileSystem(vscode.Uri.file(program), folder);
  const base = folder ?? vscode.workspace.workspaceFolders?.[0];
  if (base) return vscode.Uri.joinPath(base.uri, program);
  throw new UserError(
    `"program" is the relative path ${program}, and no folder is open. Make it absolute.`,
  );
}

/** `${workspaceFolder}` is a path also where the workspace is not on disk. */
function onSameFileSystem(uri: vscode.Uri, folder: vscode.WorkspaceFolder | undefined): vscode.Uri {
  const root = folder?.uri;
  if (!root || root.scheme === 'file') return uri;
  return uri.path.startsWith(root.path) ? root.with({ path: uri.path }) : uri;
}

async function assertReadable(program: vscode.Uri): Promise<void> {
  if (program.scheme === 'untitled') return;
  const stat = await statOf(program);
  if (!stat) throw new UserError(`${textOf(program)} does not exist. Is "program" right?`);
  if (stat.type & vscode.FileType.Directory) {
    throw new UserError(`${textOf(program)} is a folder. "program" must be a Python file.`);
  }
}

async function statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    return undefined; // The caller says it in the user's words.
  }
}

/** As users write it: a path for what is on disk, else a URI. */
function textOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}
