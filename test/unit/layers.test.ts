// Who may import whom (ARCHITECTURE.md), checked on every import of the sources.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';
import { layerViolation } from '../../scripts/layers.mjs';
import { projectRoot } from '../../scripts/run.mjs';

interface Import {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

function importsOf(file: string, text: string): readonly Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const isTypeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      add(node.moduleSpecifier, isTypeOnly);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  const add = (specifier: ts.Expression | undefined, isTypeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    found.push({ specifier: specifier.text, isTypeOnly });
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

function violations(file: string, text: string): readonly string[] {
  return importsOf(file, text).flatMap((item) => {
    const violation = layerViolation({ file, ...item });
    return violation === undefined ? [] : [`${file}: ${violation}`];
  });
}

const files = globSync('{src,webview}/**/*.ts', { cwd: projectRoot });

describe('the layers', () => {
  it('hold for every import of the sources', () => {
    assert.ok(files.length > 50, `only ${files.length} files found`);
    const all = files.flatMap((file) => violations(file, readFileSync(projectRoot + file, 'utf8')));
    assert.deepEqual(all, []);
  });

  it('let the worker protocol import types of a trace', () => {
    const text = `import type { TraceBatch } from '../trace/batch.ts';`;
    assert.deepEqual(violations('src/core/protocol/x.ts', text), []);
  });

  const bad = {
    'a value that only its type may cross': [
      'src/core/protocol/x.ts',
      `import { TRACE_VERSION } from '../trace/header.ts';`,
    ],
    'core that knows a session': ['src/core/trace/x.ts', `import '../../session/session.ts';`],
    'core that reads files': ['src/core/analysis/x.ts', `import { readFile } from 'node:fs';`],
    'an export that writes files': ['src/core/export/x.ts', `import 'node:fs';`],
    'a view that knows the host': ['webview/x.ts', `export * from '../src/host/place.ts';`],
    'a second user of the toolkit': ['webview/views/x.ts', `import '@vscode/webview-ui-toolkit';`],
    'a session with a Node edge elsewhere': [
      'src/session/x.ts',
      `const fs = await import('node:fs');`,
    ],
    'a kernel that knows Pyodide': ['src/runtime/kernel/x.ts', `import type {} from 'pyodide';`],
    'a host that knows the runtime': ['src/host/x.ts', `import '../runtime/kernel.ts';`],
  } as const;
  for (const [name, [file, text]] of Object.entries(bad)) {
    it(`refuse ${name}`, () => {
      assert.equal(violations(file, text).length, 1);
    });
  }
});

describe('file names', () => {
  const empty = /^(utils?|helpers?|managers?|data|info|common|misc)\.ts$/i;

  it('say what is in the file', () => {
    assert.deepEqual(
      files.filter((file) => empty.test(basename(file))),
      [],
    );
  });

  it('of a drawer for anything are refused', () => {
    assert.ok(['utils.ts', 'helper.ts', 'data.ts'].every((name) => empty.test(name)));
  });
});
