// What is asked for many times and is to happen once.

/** @returns what asks for `act` at the next animation frame */
export function onceAFrame(act: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      act();
    });
  };
}
