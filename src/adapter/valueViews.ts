// Values, exceptions and completions of the worker in DAP's words.

import type { DebugProtocol } from '@vscode/debugprotocol';

import type {
  CompletionView,
  ExceptionView,
  ScopeView,
  ValueView,
  VariableView,
} from '../core/protocol/debug.ts';
import type { Trouble } from './stopReport.ts';

/** The client's number for a reference of the worker; 0 stays 0. */
export type NumberOf = (reference: number) => number;

interface ShownValue {
  readonly type: string;
  readonly variablesReference: number;
  readonly namedVariables: number;
  readonly indexedVariables: number;
}

export function shownValue(value: ValueView, numberOf: NumberOf): ShownValue {
  return {
    type: value.type,
    variablesReference: numberOf(value.reference),
    namedVariables: value.namedCount,
    indexedVariables: value.indexedCount,
  };
}

export function shownVariable(view: VariableView, numberOf: NumberOf): DebugProtocol.Variable {
  return {
    name: view.name,
    value: view.value,
    ...shownValue(view, numberOf),
    ...(view.evaluateName !== undefined && { evaluateName: view.evaluateName }),
    presentationHint: hintOf(view),
  };
}

function hintOf(view: VariableView): DebugProtocol.VariablePresentationHint {
  const kind = view.kind === 'special' || view.kind === 'return' ? 'virtual' : view.kind;
  return {
    kind,
    ...(view.kind === 'special' && { visibility: 'internal' }),
    ...(view.isReadOnly && { attributes: ['readOnly'] }),
    ...(view.isLazy && { lazy: true }),
  };
}

export function shownScope(scope: ScopeView, numberOf: NumberOf): DebugProtocol.Scope {
  return {
    name: scope.name,
    variablesReference: numberOf(scope.reference),
    namedVariables: scope.namedCount,
    expensive: scope.isExpensive,
    ...(scope.name === 'Locals' && { presentationHint: 'locals' }),
  };
}

type ExceptionInfo = DebugProtocol.ExceptionInfoResponse['body'];

export function shownException(view: ExceptionView): ExceptionInfo {
  return {
    exceptionId: view.fullTypeName,
    description: view.message,
    breakMode: view.isUncaught ? 'unhandled' : 'always',
    details: exceptionDetails(view),
  };
}

function exceptionDetails(view: ExceptionView): DebugProtocol.ExceptionDetails {
  return {
    message: view.message,
    typeName: view.typeName,
    fullTypeName: view.fullTypeName,
    stackTrace: view.traceback,
    innerException: view.causes.map(exceptionDetails),
  };
}

export function shownTrouble({ kind, brief, explanation }: Trouble): ExceptionInfo {
  return {
    exceptionId: 'Deadlock',
    description: brief,
    breakMode: 'always',
    details: { message: explanation, typeName: kind },
  };
}

/** @param text the text of the request: DAP counts UTF-16 units, the worker characters. */
export function shownCompletion(
  view: CompletionView,
  text: string,
  firstColumn: number,
): DebugProtocol.CompletionItem {
  const characters = Array.from(text);
  const unitsBefore = (count: number) => characters.slice(0, count).join('').length;
  const start = unitsBefore(view.start);
  return {
    label: view.label,
    type: view.kind,
    start: start + firstColumn,
    length: unitsBefore(view.start + view.length) - start,
  };
}
