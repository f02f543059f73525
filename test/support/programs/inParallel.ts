// Runs jobs a few at a time, in order, so that tests can wait for one while the next are under way.

/** Gives a function that starts a job as soon as fewer than `limit` others are running. */
export function inParallel(limit: number): <T>(job: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = limit;
  return async (job) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
