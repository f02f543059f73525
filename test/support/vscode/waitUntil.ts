// Waiting for what a test expects, instead of for a while.

/**
 * Asks again until `read` gives a value for which `isDone` holds, and returns that value.
 * @throws Error with the last value after `timeout` milliseconds.
 */
export async function waitUntil<T>(
  read: () => Promise<T>,
  isDone: (value: T) => boolean,
  { timeout = 30_000, what }: { readonly timeout?: number; readonly what: string },
): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    if (performance.now() > end) {
      throw new Error(`waited ${timeout / 1000} s for ${what}; last seen:\n${String(value)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
