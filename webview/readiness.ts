// Says that a page may be told more: at the animation frame after it was told something, so that one
// that is behind with its frames gets no more to do.

export class Readiness {
  private readonly say: () => void;
  private isDue = false;

  constructor(say: () => void) {
    this.say = say;
  }

  /** The page has taken in what it was told. */
  tookIn(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.say();
    });
  }
}
