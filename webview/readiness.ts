// Says that a page may be told more: at the animation frame after it was told something, so that one
// that is behind with its frames gets no more to do.

import { onceAFrame } from './onceAFrame.ts';

export class Readiness {
  private readonly saySoon: () => void;
  private messages = 0;

  /** @param say gets how many messages were taken in since it said so last */
  constructor(say: (messages: number) => void) {
    this.saySoon = onceAFrame(() => {
      say(this.messages);
      this.messages = 0;
    });
  }

  /** The page has taken in a message. */
  tookIn(): void {
    this.messages++;
    this.saySoon();
  }
}
