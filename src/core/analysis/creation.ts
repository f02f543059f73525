// From the stack of a constructor call to the name of what it makes. What an `__init__` keeps in
// `self` is named after the instance where that has a name: `accounts[0].lock`, `ada.lock`; else
// after the class: `Account.lock`.

import type { SyntaxNode } from '@lezer/common';
import type { StackId } from '../base/ids.ts';
import type { Site, Stack } from '../trace/events.ts';
import type { Tables } from '../trace/world.ts';
import { creationName, targetName, type CreationName } from './creationName.ts';
import { definedName, enclosing, type PythonSource, type PythonSources } from './pythonSource.ts';

export interface Creation {
  readonly name: CreationName;
  /** Where in the code: of the instance too, if it is named after one. */
  readonly site: string;
  /** The statement that makes all that are counted together. */
  readonly statement: string;
}

interface Frame {
  readonly site: Site;
  readonly caller: StackId;
}

/** A call that makes something, in code whose text is known. */
interface MakingCall {
  readonly frame: Frame;
  readonly source: PythonSource;
  readonly node: SyntaxNode;
}

export function creationAt(
  start: StackId,
  tables: Tables,
  sources: PythonSources,
): Creation | undefined {
  const call = makingCall(start, tables, sources);
  const name = call && nameOf(call);
  if (call === undefined || name === undefined) return undefined;
  const { file, line, column } = call.frame.site;
  const own = { name, site: `${file}:${line}:${column}`, statement: `${file}@${name.statement}` };
  const owner = constructedClass(call);
  if (owner === undefined || !name.of(0).startsWith(`${owner}.`)) return own;
  const instance = instanceAt(call.frame.caller, tables, sources);
  return (instance && joined(instance, own, owner)) ?? own;
}

/** The innermost call of the user that is not a constructor's call of its base class. */
function makingCall(
  start: StackId,
  tables: Tables,
  sources: PythonSources,
): MakingCall | undefined {
  for (let frame = userFrame(start, tables); frame; frame = userFrame(frame.caller, tables)) {
    const source = sources.of(frame.site.file);
    const node = source?.nodeAt(frame.site);
    if (!source || !node) continue;
    const text = source.textOf(node);
    // The constructor of a subclass: the object is what its caller makes.
    if (!/^(super\(.*?\)|[\w.]+)\.__init__\(/.test(text)) return { frame, source, node };
  }
  return undefined;
}

function nameOf({ source, node }: MakingCall): CreationName | undefined {
  if (node.name !== 'MemberExpression') return creationName(source, node);
  return { of: () => targetName(source, node), isIndexed: false, statement: node.from };
}

/** The class whose `__init__` the call is in. */
function constructedClass({ source, node }: MakingCall): string | undefined {
  const method = enclosing(node, ['FunctionDefinition', 'LambdaExpression']);
  if (method?.name !== 'FunctionDefinition' || definedName(source, method) !== '__init__') {
    return undefined;
  }
  const owner = method.parent?.parent;
  return owner?.name === 'ClassDefinition' ? definedName(source, owner) : undefined;
}

/** The name of the instance that is being made; undefined if there is none that tells it apart. */
function instanceAt(start: StackId, tables: Tables, sources: PythonSources): Creation | undefined {
  const call = makingCall(start, tables, sources);
  const creation = call?.node.name === 'CallExpression' && creationAt(start, tables, sources);
  if (!call || !creation || /[()]/.test(creation.name.of(0))) return undefined;
  // A variable that gets one instance after the other names none of them.
  return creation.name.isIndexed || !isRepeated(call.node) ? creation : undefined;
}

function isRepeated(node: SyntaxNode): boolean {
  const around = enclosing(node, ['ForStatement', 'WhileStatement', 'FunctionDefinition']);
  return around !== undefined && around.name !== 'FunctionDefinition';
}

function joined(instance: Creation, own: Creation, owner: string): Creation | undefined {
  // Two numbers, and only one is known.
  if (instance.name.isIndexed && own.name.isIndexed) return undefined;
  const rest = (index: number): string => own.name.of(index).slice(owner.length);
  const site = `${instance.site} ${own.site}`;
  if (own.name.isIndexed) {
    const of = (index: number): string => instance.name.of(0) + rest(index);
    return { ...own, name: { ...own.name, of }, site };
  }
  const of = (index: number): string => instance.name.of(index) + rest(0);
  return { ...instance, name: { ...instance.name, of }, site };
}

/** The innermost frame of a stack that is the user's code. */
function userFrame(start: StackId, { sites, stacks }: Tables): Frame | undefined {
  let frame: Stack | undefined = stacks[start - 1];
  while (frame !== undefined) {
    const site = sites[frame.site - 1];
    if (site !== undefined && !site.isLibrary) return { site, caller: frame.caller };
    frame = stacks[frame.caller - 1];
  }
  return undefined;
}
