// Which of CPython's test modules concern Weft: what is built on threads, and what they are built on.

export const MODULES: readonly string[] = [
  'test_thread',
  'test_threading',
  'test_threading_local',
  'test_threadsignals',
  'test_threadedtempfile',
  'test_queue',
  'test_sched',
  'test_concurrent_futures.test_as_completed',
  'test_concurrent_futures.test_future',
  'test_concurrent_futures.test_init',
  'test_concurrent_futures.test_shutdown',
  'test_concurrent_futures.test_thread_pool',
  'test_concurrent_futures.test_wait',
  'test_logging',
  'test_context',
  'test_contextlib',
  'test_importlib.test_threaded_import',
  'test_importlib.test_locks',
  'test_weakref',
  'test_io',
];
