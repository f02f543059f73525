// Can this JavaScript engine switch WebAssembly stacks (JSPI)? Threads need it.

export type JspiSupport =
  | { readonly kind: 'present' }
  /** V8 flags that must be set before the worker is created. */
  | { readonly kind: 'flags'; readonly flags: readonly string[] }
  | { readonly kind: 'absent'; readonly message: string };

// The second one avoids memory corruption by V8 12.4's optimiser after some thousand switches.
const FLAGS = ['--experimental-wasm-jspi', '--no-turbo-inline-js-wasm-calls'];

/** @param nodeVersion as in `process.versions.node`. */
export function jspiSupport(hasJspi: boolean, nodeVersion: string): JspiSupport {
  if (hasJspi) return { kind: 'present' };
  if (Number.parseInt(nodeVersion, 10) >= 22) return { kind: 'flags', flags: FLAGS };
  return {
    kind: 'absent',
    message:
      "Weft needs Node 24 or newer (WebAssembly stack switching) to run Python's threads; " +
      `this is Node ${nodeVersion}. Install Node 24, or update VS Code to 1.103 or newer.`,
  };
}

export function hasJspi(): boolean {
  return 'Suspending' in WebAssembly && 'promising' in WebAssembly;
}
