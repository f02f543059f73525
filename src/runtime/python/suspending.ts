// The JavaScript side of WebAssembly stack switching (JSPI), which TypeScript has no types for.

type Suspending = new (callback: () => Promise<void>) => () => void;
type Promising = (callback: unknown) => (...args: number[]) => Promise<void>;

export const jspi = WebAssembly as unknown as {
  /** An import that suspends the stack that calls it until its promise is kept. */
  readonly Suspending: Suspending;
  /** An export that begins a stack of its own. */
  readonly promising: Promising;
};
