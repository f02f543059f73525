// The examples as read-only documents: `weft-example:/examples/threading_lock.py`. A file system
// of its own keeps the extension's folder out of sight, and the shipped files as they are.

import * as vscode from 'vscode';
import { EXAMPLE_SCHEME } from '../ids.ts';
import type { ReadableFiles } from '../readOnlyFiles.ts';
import { type Example, parseCatalogue } from './catalogue.ts';

const FOLDER = '/examples';

export class ExampleFiles implements ReadableFiles {
  private readonly extension: vscode.Uri;
  private catalogue: Promise<readonly Example[]> | undefined;

  constructor(extension: vscode.Uri) {
    this.extension = extension;
  }

  static uriOf(example: Example): vscode.Uri {
    return vscode.Uri.from({ scheme: EXAMPLE_SCHEME, path: `${FOLDER}/${example.file}` });
  }

  /** All examples, in the catalogue's order; read once. */
  all(): Promise<readonly Example[]> {
    this.catalogue ??= this.readCatalogue();
    return this.catalogue;
  }

  async find(uri: vscode.Uri): Promise<Example | undefined> {
    if (uri.scheme !== EXAMPLE_SCHEME) return undefined;
    const examples = await this.all();
    return examples.find((example) => ExampleFiles.uriOf(example).path === uri.path);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const stat = await vscode.workspace.fs.stat(this.source(uri));
    return { ...stat, permissions: vscode.FilePermission.Readonly };
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return vscode.workspace.fs.readDirectory(this.source(uri));
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return vscode.workspace.fs.readFile(this.source(uri));
  }

  private async readCatalogue(): Promise<readonly Example[]> {
    const file = vscode.Uri.joinPath(this.extension, 'examples', 'catalogue.json');
    return parseCatalogue(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  }

  /** Where the extension keeps it; only what is under `/examples` can be seen. */
  private source(uri: vscode.Uri): vscode.Uri {
    const isInside = uri.path === FOLDER || uri.path.startsWith(`${FOLDER}/`);
    if (!isInside || uri.path.includes('/..')) throw vscode.FileSystemError.FileNotFound(uri);
    return vscode.Uri.joinPath(this.extension, uri.path);
  }
}
