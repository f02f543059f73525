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

const NEWER = 'seems to test a change made in CPython after 3.14.2';
const SNAPSHOT = 'looks at what a new interpreter has imported; ours has the common modules';
const OPTIONS = 'needs options of the interpreter (-X, -W)';
const CLOCK = 'waits for virtual time while it computes: too slow under WebAssembly';

/** By the end of the test's name. */
const SINGLE: Readonly<Record<string, string>> = {
  '.test_nan_timeout': NEWER,
  '.test_nonblocking_ignores_timeout': NEWER,
  '.test_emit_open_error': NEWER,
  '.test_emit_reopen_error': NEWER,
  '.test_remove_handler_while_emitting': NEWER,
  '.test_rollover_after_failed_rollover': NEWER,
  '.test_rollover_existing_backup': NEWER,
  '.test_reset_with_reentrant_finalizer': NEWER,
  '.test_import_failure_race_condition': NEWER,
  '.test_dead_proxy_operand_does_not_leak': NEWER,
  '.test_repr_name_lookup_error': NEWER,
  '.test_readline_limit_with_short_read': NEWER,
  '.test_issue142594': NEWER,
  '.test_reentrant_detach_during_flush': NEWER,
  '.test_reentrant_detach_during_read': NEWER,
  '.test_write_newline_replace_changes_stream': NEWER,
  '.test_write_newline_replace_returns_non_string': NEWER,
  'CTextIOWrapperTest.test_chunk_size': NEWER,
  '.test_finalize_daemon_thread_hang': 'needs C test modules',
  '.test_import_from_another_thread': SNAPSHOT,
  '.test_lazy_import': SNAPSHOT,
  '.test_startup_optimization': SNAPSHOT,
  '.test_print_exception_gh_102056': CLOCK,
  '.test_daemon_threads_shutdown_stdout_deadlock': CLOCK,
  '.test_daemon_threads_shutdown_stderr_deadlock': CLOCK,
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
