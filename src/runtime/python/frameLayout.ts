// Where Python's frames have what. Offsets are those of CPython 3.14 on wasm32 (Include/internal/
// pycore_interpframe_structs.h); all that a trace says of places rests on them, and so most tests do.
// leasedLocks.wat has the same numbers.

/** `_PyInterpreterFrame`, in words unless said otherwise. */
export const EXECUTABLE = 0;
export const PREVIOUS = 1;
export const INSTRUCTION = 7;
export const OWNER_BYTE = 38;
/** In bytes: half a word, behind which is the owner. How far behind its instruction a call returns to. */
export const RETURN_OFFSET = 36;
export const LOCALS = 10;
/** FRAME_OWNED_BY_INTERPRETER: the entry frame of a C call into the eval loop, no Python code. */
export const OWNED_BY_INTERPRETER = 3;
/** `current_frame` in PyThreadState, in words. */
export const CURRENT_FRAME = 13;
/** A `_PyStackRef` carries flags in its lowest bits. */
export const POINTER_BITS = ~3;
