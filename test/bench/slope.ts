// The cost of one round, free of start-up: the difference of a long and a short run.

/** Milliseconds that a program with so many rounds takes. */
export type TimeOf = (rounds: number) => Promise<number>;

/** Microseconds per round; the median of `repeats` differences. */
export async function costOfRound(timeOf: TimeOf, rounds: number, repeats = 3): Promise<number> {
  const costs: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const short = await timeOf(Math.round(rounds / 10));
    const long = await timeOf(rounds);
    costs.push(((long - short) * 1000) / (rounds * 0.9));
  }
  return median(costs);
}

/** @throws Error if there are no numbers. */
export function median(numbers: readonly number[]): number {
  const middle = [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  if (middle === undefined) throw new Error('median of nothing');
  return middle;
}
