// Names that are gone from Python 3.14 (errors) or are on their way out (hints). Checked against
// CPython 3.14's threading.py, which still has the camelCase names but warns about them.

import { between, error, hint, replace, type Diagnostic } from './diagnostic.ts';
import { catches, closingIndex, type Statement, type Token } from './pythonTokens.ts';

/** Built-in functions. */
const BUILTINS: Readonly<Record<string, string>> = {
  xrange: 'range',
  raw_input: 'input',
  unicode: 'str',
  basestring: 'str',
  unichr: 'chr',
  long: 'int',
};

/** Without a call these may well be variables. */
const COMMON_WORDS = ['long', 'unicode'];

/** Attributes of any object. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  isAlive: 'is_alive',
  iteritems: 'items',
  itervalues: 'values',
  iterkeys: 'keys',
  _Thread__target: '_target',
  _Thread__args: '_args',
  _Thread__kwargs: '_kwargs',
};

/** Attributes of one module. */
const MODULE_ATTRIBUTES: Readonly<Record<string, string>> = {
  'threading._Timer': 'threading.Timer',
  'threading._Event': 'threading.Event',
  'threading._Condition': 'threading.Condition',
  'threading._Semaphore': 'threading.Semaphore',
  'threading._BoundedSemaphore': 'threading.BoundedSemaphore',
  'threading._sleep': 'time.sleep',
  'threading._time': 'time.time',
  'time.clock': 'time.perf_counter',
  'sys.maxint': 'sys.maxsize',
};

const DEPRECATED: Readonly<Record<string, string>> = {
  isSet: 'is_set',
  notifyAll: 'notify_all',
  currentThread: 'current_thread',
  activeCount: 'active_count',
};

const DEPRECATED_GETTERS: Readonly<Record<string, string>> = {
  isDaemon: 'daemon',
  getName: 'name',
};
const DEPRECATED_SETTERS: Readonly<Record<string, string>> = {
  setDaemon: 'daemon',
  setName: 'name',
};

export function oldNames(statements: readonly Statement[], tokens: readonly Token[]): Diagnostic[] {
  const own = definedNames(tokens);
  const isHandled = catches(tokens, 'NameError');
  const found = tokens.flatMap((token, at) => {
    if (token.kind !== 'name' || own.has(token.text)) return [];
    const isAttribute = tokens[at - 1]?.text === '.';
    if (!isAttribute && isHandled && lookUp(BUILTINS, token.text)) return [];
    return isAttribute ? oldAttribute(tokens, at) : oldName(tokens, at);
  });
  const setters = statements.flatMap((statement) => setter(statement.tokens));
  const foreign = setters.filter(({ from }) => {
    return !tokens.some((token) => token.from === from && own.has(token.text));
  });
  return [...found, ...foreign, ...verboseArguments(tokens)];
}

/** Names that the file defines itself: not ours to change. */
function definedNames(tokens: readonly Token[]): Set<string> {
  const names = tokens.filter(({ kind }, at) => {
    if (kind !== 'name') return false;
    const before = tokens[at - 1]?.text ?? '';
    return (
      ['def', 'class', 'as', 'for'].includes(before) ||
      (before !== '.' && tokens[at + 1]?.text === '=')
    );
  });
  return new Set(names.map((token) => token.text));
}

function oldName(tokens: readonly Token[], at: number): Diagnostic[] {
  const token = tokens[at];
  if (!token) return [];
  const builtin = lookUp(BUILTINS, token.text);
  const isMeant = tokens[at + 1]?.text === '(' || !COMMON_WORDS.includes(token.text);
  if (builtin !== undefined) return isMeant ? [renamed(token, builtin)] : [];
  const modern = lookUp(DEPRECATED, token.text);
  return modern === undefined ? [] : [deprecated(token, modern)];
}

function oldAttribute(tokens: readonly Token[], at: number): Diagnostic[] {
  const [base, dot, token] = [tokens[at - 2], tokens[at - 1], tokens[at]];
  if (!dot || !token) return [];
  const attribute = lookUp(ATTRIBUTES, token.text);
  if (attribute !== undefined) return [renamed(token, attribute)];
  const full = lookUp(MODULE_ATTRIBUTES, `${base?.text ?? ''}.${token.text}`);
  if (full !== undefined && base) return inModule(tokens, base, token, full);
  const modern = lookUp(DEPRECATED, token.text);
  if (modern !== undefined) return [deprecated(token, modern)];
  return getter(tokens, at);
}

function renamed(token: Token, name: string): Diagnostic {
  const message = `Python 3 has no ${token.text} any more: it is called ${name}.`;
  return error(token, message, [replace(token, name)]);
}

function deprecated(token: Token, name: string): Diagnostic {
  return hint(token, `${token.text} is deprecated: write ${name}.`, [replace(token, name)]);
}

/** Imports the other module beside the old one if nothing imports it yet. */
function inModule(tokens: readonly Token[], base: Token, token: Token, full: string): Diagnostic[] {
  const range = { from: base.from, to: token.to };
  const edits = [replace(range, full)];
  const module = full.split('.')[0] ?? '';
  const importOf = (name: string): Token | undefined =>
    tokens.find(({ text }, at) => text === name && tokens[at - 1]?.text === 'import');
  const old = importOf(base.text);
  const isImported = tokens.some(
    ({ text }, at) => text === module && ['import', ','].includes(tokens[at - 1]?.text ?? ''),
  );
  const uses = tokens.filter(({ text }, at) => text === base.text && tokens[at + 1]?.text === '.');
  if (module !== base.text && !isImported && old && isFirstMoved(tokens, uses, base)) {
    edits.push(replace(old, `${old.text}, ${module}`));
  }
  const message = `Python 3 has no ${base.text}.${token.text} any more: write ${full}.`;
  return [error(range, message, edits)];
}

/** Only one of the edits may add the import. */
function isFirstMoved(tokens: readonly Token[], uses: readonly Token[], base: Token): boolean {
  const moved = uses.find((use) => {
    const member = tokens[tokens.indexOf(use) + 2]?.text ?? '';
    const full = lookUp(MODULE_ATTRIBUTES, `${use.text}.${member}`);
    return full !== undefined && !full.startsWith(`${use.text}.`);
  });
  return moved === base;
}

/** `t.getName()` → `t.name` */
function getter(tokens: readonly Token[], at: number): Diagnostic[] {
  const [token, open, close] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const name = token && lookUp(DEPRECATED_GETTERS, token.text);
  if (!name || open?.text !== '(' || close?.text !== ')') return [];
  const range = { from: token.from, to: close.to };
  return [hint(range, `${token.text}() is deprecated: read ${name}.`, [replace(range, name)])];
}

/** `t.setName(x)` → `t.name = x`, where the call is the whole statement. */
function setter(tokens: readonly Token[]): Diagnostic[] {
  const close = tokens.at(-1);
  const openAt = tokens.findLastIndex(({ text, depth }) => text === '(' && depth === 0);
  const [dot, token, first] = [tokens[openAt - 2], tokens[openAt - 1], tokens[openAt + 1]];
  const name = token && lookUp(DEPRECATED_SETTERS, token.text);
  if (!name || dot?.text !== '.' || close?.text !== ')' || close.depth > 0) return [];
  const isPlain = tokens.slice(0, openAt).every(({ kind, text, depth }) => {
    return depth > 0 || kind !== 'operator' || '.()[]'.includes(text);
  });
  const isOne = !tokens.some(({ text, depth }, at) => at > openAt && depth === 1 && text === ',');
  if (!isPlain || !isOne || !first || first === close) return [];
  const edits = [replace({ from: token.from, to: first.from }, `${name} = `), replace(close, '')];
  const range = { from: token.from, to: close.to };
  return [hint(range, `${token.text}() is deprecated: set ${name}.`, edits)];
}

/** `Thread(verbose=…)`, also in the constructor of a subclass. */
function verboseArguments(tokens: readonly Token[]): Diagnostic[] {
  return tokens.flatMap((token, at) => {
    const isKeyword = token.text === 'verbose' && tokens[at + 1]?.text === '=';
    if (!isKeyword || token.depth === 0) return [];
    const openAt = tokens.findLastIndex(
      (other, index) => index < at && other.text === '(' && other.depth === token.depth - 1,
    );
    const closeAt = closingIndex(tokens, openAt);
    if (closeAt === undefined || !isThreadCall(tokens, openAt)) return [];
    return [withoutArgument(tokens, at, closeAt)];
  });
}

function isThreadCall(tokens: readonly Token[], openAt: number): boolean {
  const name = tokens[openAt - 1]?.text ?? '';
  if (tokens.slice(Math.max(0, openAt - 2), openAt).some(({ text }) => text === 'def'))
    return false;
  if (['Thread', 'Timer', 'Lock', 'RLock', 'Condition', 'Event', 'Semaphore'].includes(name)) {
    return true;
  }
  const base = tokens[openAt - 3]?.text ?? '';
  return name === '__init__' && ['Thread', ')'].includes(base);
}

function withoutArgument(tokens: readonly Token[], at: number, closeAt: number): Diagnostic {
  const [name, before, close] = [tokens[at], tokens[at - 1], tokens[closeAt]];
  if (!name || !before || !close) throw new Error('internal error: an argument without a call');
  const endAt = tokens.findIndex(
    (token, index) =>
      index > at && index < closeAt && token.text === ',' && token.depth === name.depth,
  );
  const comma = tokens[endAt];
  const next = tokens[endAt + 1] ?? close;
  const edit =
    before.text === ','
      ? { from: before.from, to: comma?.from ?? close.from, text: '' }
      : between(before, comma ? next : close, '');
  const range = { from: name.from, to: comma?.from ?? close.from };
  return error(range, 'Threads have no argument verbose in Python 3.', [edit]);
}

function lookUp(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
