// Why a test does not pass: what WebAssembly and the sandbox have not, told from what the test says
// itself, and single tests. A test that is on neither list is a difference to be looked at.

import type { TestEnd } from './moduleRun.ts';

/** In the order in which they are tried. */
const LACKS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/_test\w*capi|_testmultiphase|hamt\(\)|ctypes/, 'needs C test modules'],
  [/subinterpreter|InterpreterPool|_interpreters/i, 'needs subinterpreters'],
  [/process|fork|multiprocessing/i, 'needs processes'],
  [/socket|IPv6|network/i, 'needs sockets'],
  [/not enough memory/, 'asks for more memory than the test-suite is told to use'],
  [/alarm|setitimer|SIGALRM/, 'needs signal.alarm()'],
  [/resource'|tzset|mkfifo|named pipe|_get_name/, 'needs what this build of libc has not'],
  [/debug build|largefile|urandom/, 'needs another build or option of the test-suite'],
  [/win32|Windows/, 'is for Windows'],
];

const NEWER = 'tests a change made in CPython after 3.14.2';
const SNAPSHOT = 'looks at what a new interpreter has imported; ours has the common modules';
const OPTIONS = 'needs options of the interpreter (-X, -W)';
const CLOCK = 'waits for virtual time, which counts calls, while its calls take longer and longer';

/** By the end of the test's name: the version, and what its changelog (Misc/NEWS) says. */
const CHANGES: Readonly<Record<string, string>> = {
  '.test_issue142594': '3.14.3, gh-142594: TextIOWrapper.close() crashed',
  '.test_import_failure_race_condition': '3.14.4, gh-143650: a stale module after a failed import',
  '.test_remove_handler_while_emitting': '3.14.7, gh-79366: handlers of logging were skipped',
  '.test_emit_open_error': '3.14.8, gh-135683: logging.raiseExceptions when a file is opened',
  '.test_emit_reopen_error': '3.14.8, gh-135683',
  '.test_nonblocking_ignores_timeout': '3.14.8, gh-156476: SimpleQueue.get() in Python',
  'CTextIOWrapperTest.test_chunk_size': '3.14.8, gh-113318: how attributes refuse to be deleted',
  '.test_reentrant_detach_during_flush': '3.14.9, gh-143008: TextIOWrapper crashed',
  '.test_reentrant_detach_during_read': '3.14.9, gh-143008',
  '.test_repr_name_lookup_error': '3.14.9, gh-159430: repr() of a weak reference',
  '.test_nan_timeout': '3.14.10, gh-160326: ValueError for a timeout that is no number',
  '.test_rollover_after_failed_rollover': '3.14.10, gh-159690: TimedRotatingFileHandler',
  '.test_rollover_existing_backup': '3.14.10, gh-159690',
  '.test_reset_with_reentrant_finalizer': '3.14.10, gh-159739: ContextVar.reset()',
  '.test_dead_proxy_operand_does_not_leak': '3.14.10, gh-159739: a leak of weak proxies',
  '.test_readline_limit_with_short_read': '3.14.10, gh-159739: IOBase.readline() read too much',
  '.test_write_newline_replace_changes_stream': '3.14.10, gh-159739: newlines of TextIOWrapper',
  '.test_write_newline_replace_returns_non_string': '3.14.10, gh-159739',
};

/** By the end of the test's name. */
const SINGLE: Readonly<Record<string, string>> = {
  '.test_finalize_daemon_thread_hang': 'needs C test modules',
  '.test_import_from_another_thread': SNAPSHOT,
  '.test_lazy_import': SNAPSHOT,
  '.test_startup_optimization': SNAPSHOT,
  '.test_print_exception_gh_102056': CLOCK,
  '.test_relativeCreated_has_higher_precision': SNAPSHOT,
  '.test_large_file_ops': 'writes a file of 2 GB, more than a run may',
  '.test_logging_at_shutdown_open': 'reads a file that another interpreter wrote; ours share none',
  '.test_slow_close_from_thread':
    'a buffered file that one thread flushes can not be used by another: RuntimeError',
  '.test_check_encoding_errors': OPTIONS,
  '.test_check_encoding_warning': OPTIONS,
  '.test_text_encoding': OPTIONS,
};

/** undefined if the test passed, or if nobody has looked at why it did not. */
export function reasonOf({ test, outcome, detail }: TestEnd): string | undefined {
  if (outcome === 'passed') return undefined;
  if (Object.keys(CHANGES).some((name) => test.endsWith(name))) return NEWER;
  const single = Object.keys(SINGLE).find((name) => test.endsWith(name));
  if (single !== undefined) return SINGLE[single];
  const lack = LACKS.find(([pattern]) => pattern.test(lastLine(detail)) || pattern.test(test));
  if (lack) return lack[1];
  return outcome === 'skipped' ? 'skips itself' : undefined;
}

/** The exception, or the reason for which it was skipped; what comes before names other things. */
function lastLine(detail: string): string {
  return detail.trim().split('\n').at(-1) ?? '';
}
