// When the page is drawn: at most once in a frame of the screen, and more rarely while a long run is
// loaded, as its events come first.

/** Milliseconds between two drawings while a run is loaded. */
const LOADING_REST = 300;

export class DrawLoop {
  private readonly drawNow: () => void;
  private isDue = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(drawNow: () => void) {
    this.drawNow = drawNow;
  }

  /** Draws at the next animation frame. */
  draw(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.drawNow();
    });
  }

  /** Draws after a rest. */
  drawSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.draw();
    }, LOADING_REST);
  }
}
