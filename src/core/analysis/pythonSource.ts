// A parsed Python file, and the way from a position in it to the syntax there.

import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import type { Site } from '../trace/events.ts';
import { textColumn } from './textColumn.ts';

type Range = Pick<Site, 'line' | 'column' | 'endLine' | 'endColumn'>;

export class PythonSource {
  readonly text: string;
  readonly tree: Tree;
  private readonly lineStarts: readonly number[];

  constructor(text: string) {
    this.text = text;
    this.tree = parser.parse(text);
    this.lineStarts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  }

  textOf(node: { readonly from: number; readonly to: number }): string {
    return this.text.slice(node.from, node.to);
  }

  /** The smallest expression that has all of the range; prefers one that is exactly the range. */
  nodeAt(range: Range): SyntaxNode | undefined {
    const from = this.offset(range.line, range.column);
    const to = this.offset(range.endLine, range.endColumn);
    if (from === undefined || to === undefined || to < from) return undefined;
    let node = this.tree.resolveInner(from, 1);
    while (node.to < to && node.parent) node = node.parent;
    while (node.parent?.from === node.from && node.parent.to === node.to) {
      if (node.name === 'CallExpression') break;
      node = node.parent;
    }
    return node;
  }

  /** 1-based line and column, as JavaScript counts. */
  positionAt(offset: number): { readonly line: number; readonly column: number } {
    const after = this.lineStarts.findIndex((start) => start > offset);
    const line = after < 0 ? this.lineStarts.length : after;
    return { line, column: offset - (this.lineStarts[line - 1] ?? 0) + 1 };
  }

  /** The line that `offset` is in, with its line end. */
  lineAround(offset: number): { readonly from: number; readonly to: number } {
    const { line } = this.positionAt(offset);
    return {
      from: this.lineStarts[line - 1] ?? 0,
      to: this.lineStarts[line] ?? this.text.length,
    };
  }

  private offset(line: number, column: number): number | undefined {
    const start = this.lineStarts[line - 1];
    if (start === undefined) return undefined;
    const rest = this.text.slice(start, this.lineStarts[line]);
    return start + textColumn(rest, column) - 1;
  }
}

/** The user's files by path, each parsed once. */
export class PythonSources {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly parsed = new Map<string, PythonSource>();

  /** @param texts may grow while the run goes on */
  constructor(texts: ReadonlyMap<string, string>) {
    this.texts = texts;
  }

  of(file: string): PythonSource | undefined {
    const known = this.parsed.get(file);
    const text = known ? undefined : this.texts.get(file);
    if (text === undefined) return known;
    const source = new PythonSource(text);
    this.parsed.set(file, source);
    return source;
  }
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** The parts of `node` between separators of this name: `a, b` has two at `,`. */
export function splitAt(nodes: readonly SyntaxNode[], separator: string): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === separator) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}

/** The nearest node around `node` with one of these names. */
export function enclosing(node: SyntaxNode, names: readonly string[]): SyntaxNode | undefined {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (names.includes(parent.name)) return parent;
  }
  return undefined;
}

/** Name of a class or function definition. */
export function definedName(source: PythonSource, definition: SyntaxNode): string {
  const name = definition.getChild('VariableName');
  return name ? source.textOf(name) : '';
}
