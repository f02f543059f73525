// Modules that have another name in Python 3.

import { error, replace, type Diagnostic } from './diagnostic.ts';
import { catches, type Statement, type Token } from './pythonTokens.ts';

const RENAMED: Readonly<Record<string, string>> = {
  thread: '_thread',
  Queue: 'queue',
  dummy_thread: '_thread',
  dummy_threading: 'threading',
  cPickle: 'pickle',
  ConfigParser: 'configparser',
  StringIO: 'io',
  cStringIO: 'io',
  SocketServer: 'socketserver',
  Tkinter: 'tkinter',
  __builtin__: 'builtins',
  httplib: 'http.client',
  urllib2: 'urllib.request',
};

/** What `thread` and `Queue` are used for: other uses of these names are variables. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  thread: [
    'start_new_thread',
    'start_new',
    'allocate_lock',
    'allocate',
    'get_ident',
    'exit',
    'exit_thread',
    'interrupt_main',
    'stack_size',
    'LockType',
    'error',
  ],
  Queue: ['Queue', 'LifoQueue', 'PriorityQueue', 'Empty', 'Full'],
};

const OBSOLETE_MEMBERS: Readonly<Record<string, string>> = {
  start_new: 'start_new_thread',
  allocate: 'allocate_lock',
  exit_thread: 'exit',
};

export function oldModules(
  statements: readonly Statement[],
  tokens: readonly Token[],
): Diagnostic[] {
  if (catches(tokens, 'ImportError', 'ModuleNotFoundError')) return [];
  const seen = new Set<string>();
  return statements.flatMap(({ tokens: words }) => {
    if (words[0]?.text === 'from' && words[2]?.text === 'import') return renamed(words[1]);
    if (words[0]?.text !== 'import') return [];
    return words.flatMap((word, index) => {
      const isModule =
        word.kind === 'name' && ['import', ','].includes(words[index - 1]?.text ?? '');
      const following = words[index + 1]?.text;
      if (!isModule || following === '.') return [];
      if (following === 'as') return renamed(word);
      const uses = seen.has(word.text) ? [] : usesOf(word.text, tokens);
      seen.add(word.text);
      return imported(word, uses, tokens);
    });
  });
}

function renamed(word: Token | undefined): Diagnostic[] {
  const name = word && newName(word.text);
  return word && name ? [error(word, message(word.text, name), [replace(word, name)])] : [];
}

/** @param uses that are to be changed together with the import */
function imported(word: Token, uses: readonly Use[], tokens: readonly Token[]): Diagnostic[] {
  const name = newName(word.text);
  if (name === undefined) return [];
  // A variable that has the module's new name would hide it: then the old name is kept.
  const isFree = !tokens.some((token, at) => token.text === name && tokens[at - 1]?.text !== '.');
  if (MEMBERS[word.text] === undefined || !isFree) {
    const edit = replace(word, `${name} as ${word.text}`);
    return [error(word, message(word.text, name), [edit]), ...uses.flatMap(obsoleteMember)];
  }
  const edits = [word, ...uses.map(([module]) => module)].map((each) => replace(each, name));
  return [error(word, message(word.text, name), edits), ...uses.flatMap(obsoleteMember)];
}

type Use = readonly [module: Token, member: Token];

/** `Queue.Empty`, but not `self.Queue.Empty`. */
function usesOf(module: string, tokens: readonly Token[]): Use[] {
  return tokens.flatMap((token, at): Use[] => {
    const member = tokens[at + 2];
    if (token.text !== module || tokens[at - 1]?.text === '.' || !member) return [];
    const isMember = tokens[at + 1]?.text === '.' && MEMBERS[module]?.includes(member.text);
    return isMember ? [[token, member]] : [];
  });
}

function obsoleteMember([, member]: Use): Diagnostic[] {
  const name = OBSOLETE_MEMBERS[member.text];
  if (name === undefined) return [];
  return [error(member, `${member.text} is called ${name} in Python 3.`, [replace(member, name)])];
}

function newName(old: string): string | undefined {
  return Object.hasOwn(RENAMED, old) ? RENAMED[old] : undefined;
}

function message(old: string, name: string): string {
  return `The module ${old} is called ${name} in Python 3.`;
}
