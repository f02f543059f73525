// Exception breakpoints: the client's filters ⇄ when a run stops at an exception.

import type { DebugProtocol } from '@vscode/debugprotocol';

import type { ExceptionStops } from '../core/protocol/debug.ts';

export const NO_EXCEPTION_STOPS: ExceptionStops = { raised: false, uncaught: false, classes: [] };

interface Filter {
  readonly id: string;
  readonly classes: readonly string[];
  readonly fault: string | undefined;
}

const CLASS_NAME = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;
const FILTERS = ['raised', 'uncaught'];

export interface ReadFilters {
  readonly stops: ExceptionStops;
  /** One for each filter, then one for each filter with options. */
  readonly breakpoints: readonly DebugProtocol.Breakpoint[];
}

/** A filter with a fault is left out, and says why. */
export function readExceptionFilters(
  args: DebugProtocol.SetExceptionBreakpointsArguments,
): ReadFilters {
  const filters = [
    ...(args.filters ?? []).map((id) => readFilter(id, undefined)),
    ...(args.filterOptions ?? []).map(({ filterId, condition }) => readFilter(filterId, condition)),
  ];
  return {
    stops: stopsOf(filters.filter(({ fault }) => fault === undefined)),
    breakpoints: filters.map(({ fault }) =>
      fault === undefined
        ? { verified: true }
        : { verified: false, reason: 'failed', message: fault },
    ),
  };
}

function readFilter(id: string, condition: string | undefined): Filter {
  const classes = (condition ?? '').split(',').map((name) => name.trim());
  const named = classes.filter((name) => name !== '');
  if (!FILTERS.includes(id)) {
    return { id, classes: named, fault: `There is no exception filter "${id}".` };
  }
  const wrong = named.find((name) => !CLASS_NAME.test(name));
  const fault =
    wrong === undefined
      ? undefined
      : `"${wrong}" is not the name of a class. Write names with commas between them, as in ` +
        'ValueError, json.JSONDecodeError.';
  return { id, classes: named, fault };
}

function stopsOf(filters: readonly Filter[]): ExceptionStops {
  const classesOf = (id: string): readonly string[] | undefined => {
    const mine = filters.filter((filter) => filter.id === id);
    if (mine.length === 0) return undefined;
    return mine.some(({ classes }) => classes.length === 0)
      ? []
      : mine.flatMap(({ classes }) => classes);
  };
  const [raised, uncaught] = [classesOf('raised'), classesOf('uncaught')];
  return {
    raised: raised !== undefined,
    uncaught: uncaught !== undefined,
    classes: raised ?? uncaught ?? [],
    ...(raised && uncaught && raised.join() !== uncaught.join() && { uncaughtClasses: uncaught }),
  };
}
