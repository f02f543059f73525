// Lifetime: who creates disposes. One store per owner.

export interface Disposable {
  dispose(): void;
}

/** Collects what must end together; disposes in reverse order, each once. */
export class DisposableStore implements Disposable {
  private items: Disposable[] = [];
  private isDisposed = false;

  /** Takes ownership; an item added after the end is disposed at once. */
  add<T extends Disposable>(item: T): T {
    if (this.isDisposed) item.dispose();
    else this.items.push(item);
    return item;
  }

  dispose(): void {
    this.isDisposed = true;
    const items = this.items;
    this.items = [];
    for (const item of items.reverse()) item.dispose();
  }
}
