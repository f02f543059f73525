// The cost of one round, free of start-up: the difference of a long and a short run.

/** Milliseconds that a program with so many rounds takes. */
export type TimeOf = (rounds: number) => Promise<number>;

/** Something to be measured, and how many rounds of it make a long run. */
export interface Rounds {
  readonly timeOf: TimeOf;
  readonly rounds: number;
}

/**
 * Microseconds per round. Of several runs the fastest counts: others were disturbed. What is to be
 * compared runs by turns, as a machine may be slower for a while.
 */
export async function costsOfRounds(all: readonly Rounds[], repeats = 4): Promise<number[]> {
  const fastest = all.map(() => ({ short: Infinity, long: Infinity }));
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [index, { timeOf, rounds }] of all.entries()) {
      const best = fastest[index];
      if (!best) continue;
      best.short = Math.min(best.short, await timeOf(Math.round(rounds / 10)));
      best.long = Math.min(best.long, await timeOf(rounds));
    }
  }
  return fastest.map(({ short, long }, index) => {
    return ((long - short) * 1000) / ((all[index]?.rounds ?? 1) * 0.9);
  });
}

/** @throws Error if there are no numbers. */
export function median(numbers: readonly number[]): number {
  const middle = [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  if (middle === undefined) throw new Error('median of nothing');
  return middle;
}
