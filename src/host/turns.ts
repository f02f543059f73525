// Which of several answers that take their time is the newest one, for each who asks.

/** True until the same one asks again, or is forgotten. */
export type IsNewest = () => boolean;

export class Turns<Asker> {
  private readonly newest = new Map<Asker, object>();

  /** What was under way for this one is not wanted any more. */
  begin(asker: Asker): IsNewest {
    const turn = {};
    this.newest.set(asker, turn);
    return () => this.newest.get(asker) === turn;
  }

  /** Nothing that is under way for this one is wanted. */
  end(asker: Asker): void {
    this.newest.delete(asker);
  }

  /** As `end`, for all of whom this holds. */
  endAll(isEnded: (asker: Asker) => boolean): void {
    for (const asker of [...this.newest.keys()].filter(isEnded)) this.end(asker);
  }
}
