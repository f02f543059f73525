// Files that the build turns into modules (see esbuild.mjs).

declare module '*.wat' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module '*.py' {
  const text: string;
  export default text;
}
