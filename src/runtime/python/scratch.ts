// Memory of our own outside Python's heap, which native code writes answers to.

/** What the beginning of the reserve is for, in bytes from there; after it the filter lies. */
export const SCRATCH = {
  /** Four words for a place in the source. */
  location: 0,
  /** Five words each: functions of an allocator. */
  allocator: 16,
  objectAllocator: 40,
  /** Three words each: for an entry of a dict. */
  entry: 64,
  localEntry: 80,
  size: 128,
};
