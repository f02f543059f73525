// The cost of one round, free of start-up: the difference of a long and a short run.

/** Milliseconds that a program with so many rounds takes. */
export type TimeOf = (rounds: number) => Promise<number>;

/** Microseconds per round. Of several runs the fastest counts: others were disturbed. */
export async function costOfRound(timeOf: TimeOf, rounds: number, repeats = 4): Promise<number> {
  let short = Infinity;
  let long = Infinity;
  for (let repeat = 0; repeat < repeats; repeat++) {
    short = Math.min(short, await timeOf(Math.round(rounds / 10)));
    long = Math.min(long, await timeOf(rounds));
  }
  return ((long - short) * 1000) / (rounds * 0.9);
}

/** @throws Error if there are no numbers. */
export function median(numbers: readonly number[]): number {
  const middle = [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  if (middle === undefined) throw new Error('median of nothing');
  return middle;
}
