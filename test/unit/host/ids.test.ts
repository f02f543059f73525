import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import {
  COLORS,
  COMMANDS,
  CONTEXTS,
  DEBUG_TYPE,
  EDITORS,
  SETTINGS,
  VIEWS,
} from '../../../src/host/ids.ts';

const root = new URL('../../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const contributes = manifest.contributes;

const sorted = (ids: Iterable<string>) => [...ids].sort();

/** All the strings anywhere inside a value. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

describe('package.json and host/ids agree', () => {
  it('on commands', () => {
    const contributed = contributes.commands.map((each: { command: string }) => each.command);
    assert.deepEqual(sorted(contributed), sorted(Object.values(COMMANDS)));
  });

  it('on settings', () => {
    const contributed = Object.keys(contributes.configuration.properties);
    assert.deepEqual(sorted(contributed), sorted(Object.values(SETTINGS)));
  });

  it('on views', () => {
    const contributed = Object.values<{ id: string }[]>(contributes.views)
      .flat()
      .map(({ id }) => id);
    assert.deepEqual(sorted(contributed), sorted(Object.values(VIEWS)));
  });

  it('on colours, each with a value for every kind of theme', () => {
    const contributed = contributes.colors.map((each: { id: string }) => each.id);
    assert.deepEqual(sorted(contributed), sorted(Object.values(COLORS)));
    for (const { id, defaults } of contributes.colors) {
      const themes = ['dark', 'highContrast', 'highContrastLight', 'light'];
      assert.deepEqual(sorted(Object.keys(defaults)), themes, id);
    }
  });

  it('on the debugger', () => {
    assert.deepEqual(
      contributes.debuggers.map((each: { type: string }) => each.type),
      [DEBUG_TYPE],
    );
  });

  it('so that every when clause uses keys that somebody sets', () => {
    const known = new Set<string>([
      ...Object.values(CONTEXTS),
      ...Object.values(COMMANDS),
      ...Object.values(VIEWS),
      ...Object.values(EDITORS),
      'weft.example',
    ]);
    const clauses = stringsIn([contributes.menus, contributes.keybindings]).concat(
      contributes.commands.flatMap((each: { enablement?: string }) => each.enablement ?? []),
    );
    const used = clauses.flatMap((clause) => clause.match(/\bweft\.\w+/g) ?? []);
    assert.deepEqual(
      used.filter((key) => !known.has(key)),
      [],
    );
  });

  it('so that every menu entry, key and link names a command that exists', () => {
    const commands = new Set<string>(Object.values(COMMANDS));
    const inMenus: string[] = Object.values(contributes.menus)
      .flat()
      .map((entry) => (entry as { command: string }).command);
    const inKeys = contributes.keybindings.map((each: { command: string }) => each.command);
    const links = stringsIn([contributes.viewsWelcome, contributes.walkthroughs])
      .flatMap((text) => [...text.matchAll(/command:([\w.]+)/gi)])
      .map((match) => match[1] ?? '')
      .filter((id) => id !== 'weft.panel.focus');
    assert.deepEqual(
      [...inMenus, ...inKeys, ...links].filter((id) => !commands.has(id)),
      [],
    );
  });
});

describe('package.json', () => {
  it('names only pictures and pages that exist', () => {
    const files = stringsIn([manifest.icon, contributes]).filter((text) =>
      /^media\/[\w/]+\.\w+$/.test(text),
    );
    assert.ok(files.length > 0);
    assert.deepEqual(
      files.filter((file) => !existsSync(new URL(file, root))),
      [],
    );
  });

  it('gives every chord of keys to one command under one condition', () => {
    const bindings = contributes.keybindings.map(
      (each: { key: string; when?: string }) => `${each.key} when ${each.when ?? 'always'}`,
    );
    assert.equal(new Set(bindings).size, bindings.length);
  });
});
