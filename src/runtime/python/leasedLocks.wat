;; Operations on locks that the kernel has lent to the running thread (kernel/lease.ts): they decide
;; nothing, so nobody has to be asked. Each answers 1 if it was done; 0 leaves all to TypeScript, as
;; nothing is lent (any more), somebody is to be woken, the lock is taken, or the place is not known.
;; Offsets in the lease are those of LEASE_LAYOUT; those in Python's objects, in bytes, are in
;; python/frameLayout.ts, and a lock's number is where leasedLocks.ts says.
(module
  (import "python" "memory" (memory $python 1))
  (import "lease" "memory" (memory $lease 1))
  ;; Codes of events (core/trace/encode.ts).
  (import "trace" "acquire" (global $acquire i32))
  (import "trace" "release" (global $release i32))

  ;; Where a lock's cell is, or 0: count, owner, and the object if it is lent.
  (func $cell (param $lock i32) (result i32)
    (if (i32.eqz (i32.load $lease (i32.const 0))) (then (return (i32.const 0))))
    (local.set $lock (i32.load $python offset=8 (local.get $lock)))
    (if (i32.ge_u (local.get $lock) (i32.const 32768)) (then (return (i32.const 0))))
    (local.set $lock
      (i32.add (i32.const 286720) (i32.shl (local.get $lock) (i32.const 4))))
    (select (local.get $lock) (i32.const 0)
      (i32.load $lease offset=8 (local.get $lock))))

  (func $instruction_of (param $frame i32) (result i32)
    (i32.load $python offset=28 (local.get $frame)))

  (func $caller_of (param $frame i32) (result i32)
    (i32.load $python offset=4 (local.get $frame)))

  ;; The stack of the thread with this state as the trace knows it, or 0. Where there is no frame, what is
  ;; read only says where to look.
  (func $stack (export "stack") (param $state i32) (result i32)
    (local $frame i32)
    (local.set $frame (i32.load $python offset=52 (local.get $state)))
    (call $known_stack (local.get $frame) (call $instruction_of (local.get $frame))))

  ;; The same from the innermost frame: one of two that are kept at its place (python/knownStacks.ts).
  (func $known_stack (param $frame i32) (param $inner i32) (result i32)
    (local $place i32) (local $stack i32)
    (local.set $frame (call $caller_of (local.get $frame)))
    (local.set $place (i32.add
      (i32.mul (local.get $inner) (i32.const 0x9e3779b1))
      (i32.mul (call $instruction_of (local.get $frame)) (i32.const 0x85ebca77))))
    (local.set $place (i32.add (local.get $place)
      (i32.mul (call $instruction_of (call $caller_of (local.get $frame)))
               (i32.const 0xc2b2ae3d))))
    (local.set $place (i32.add (i32.const 8192)
      (i32.shl (i32.shr_u (local.get $place) (i32.const 22)) (i32.const 8))))
    (local.set $stack
      (call $stack_at (local.get $place) (local.get $inner) (local.get $frame)))
    (if (i32.eqz (local.get $stack))
      (then (local.set $stack
        (call $stack_at (i32.xor (local.get $place) (i32.const 256)) (local.get $inner)
          (local.get $frame)))))
    (local.get $stack))

  ;; That of a place if it is this run's and has this instruction and these callers, else 0.
  (func $stack_at (param $place i32) (param $inner i32) (param $frame i32) (result i32)
    (local $caller i32) (local $end i32)
    (if (i32.ne (i32.load $lease (local.get $place)) (local.get $inner))
      (then (return (i32.const 0))))
    (if (i32.ne (i32.load $lease offset=12 (local.get $place)) (i32.load $lease (i32.const 16)))
      (then (return (i32.const 0))))
    (local.set $caller (i32.add (local.get $place) (i32.const 16)))
    (local.set $end
      (i32.add (local.get $place) (i32.load $lease offset=8 (local.get $place))))
    (loop $next
      (if (i32.eq (local.get $caller) (local.get $end))
        (then (return (select (i32.const 0) (i32.load $lease offset=4 (local.get $place))
          (local.get $frame)))))
      (if (i32.eqz (local.get $frame)) (then (return (i32.const 0))))
      (if (i32.ne (i32.load $lease (local.get $caller)) (call $instruction_of (local.get $frame)))
        (then (return (i32.const 0))))
      (local.set $frame (call $caller_of (local.get $frame)))
      (local.set $caller (i32.add (local.get $caller) (i32.const 4)))
      (br $next))
    (unreachable))

  ;; The same for the thread that has the lease. A loop comes to the same few places again and again in one
  ;; call of one function: by the mark of its frame it is seen that it is the same call (knownStacks.ts).
  (func $stack_here (result i32)
    (local $frame i32) (local $inner i32) (local $mark i32) (local $at i32) (local $stack i32)
    (local.set $frame (i32.load $python offset=52 (i32.load $lease (i32.const 12))))
    (local.set $inner (call $instruction_of (local.get $frame)))
    (local.set $mark (call $mark_of (local.get $frame)))
    ;; Instructions are two bytes apart, and frames 64 bytes and more.
    (local.set $at (i32.and (i32.const 0x3ff0) (i32.xor
      (i32.shl (local.get $inner) (i32.const 3)) (i32.shr_u (local.get $frame) (i32.const 2)))))
    (if (i32.eq (i32.load $lease offset=270336 (local.get $at)) (local.get $inner))
      (then (if (i32.eq (i32.load $lease offset=270340 (local.get $at)) (local.get $frame))
        (then (if (i32.eq (i32.load $lease offset=270344 (local.get $at)) (local.get $mark))
          (then (return (i32.load $lease offset=270348 (local.get $at)))))))))
    (local.set $stack (call $known_stack (local.get $frame) (local.get $inner)))
    (if (local.get $stack)
      (then (local.set $mark (call $marked (local.get $frame) (local.get $mark)))
        (if (local.get $mark)
          (then
            (i32.store $lease offset=270336 (local.get $at) (local.get $inner))
            (i32.store $lease offset=270340 (local.get $at) (local.get $frame))
            (i32.store $lease offset=270344 (local.get $at) (local.get $mark))
            (i32.store $lease offset=270348 (local.get $at) (local.get $stack))))))
    (local.get $stack))

  ;; `return_offset`, and above it `owner`, which is 0 in frames that only their caller comes back to: a
  ;; generator's is resumed by others.
  (func $mark_of (param $frame i32) (result i32)
    (i32.and (i32.const 0xffffff) (i32.load $python offset=36 (local.get $frame))))

  ;; The mark of a frame that has one or is given one, else 0. Only where the word is 0 it is of no use to
  ;; CPython: else the frame may be about to be returned to, while what its callee had is freed.
  (func $marked (param $frame i32) (param $mark i32) (result i32)
    (local $next i32)
    (local.set $next (i32.load $lease (i32.const 20)))
    (if (local.get $mark)
      (then (return (select (local.get $mark) (i32.const 0)
        (i32.and (i32.ge_u (local.get $mark) (i32.const 0x8000))
                 (i32.lt_u (local.get $mark) (local.get $next)))))))
    (if (i32.ge_u (call $length_of_code (local.get $frame)) (i32.const 0x8000))
      (then (return (i32.const 0))))
    ;; All were given: what is known by them is forgotten, and they are given again.
    (if (i32.ge_u (local.get $next) (i32.const 0xffff))
      (then
        (memory.fill $lease (i32.const 270336) (i32.const 0) (i32.const 16384))
        (local.set $next (i32.const 0x8000))))
    (i32.store16 $python offset=36 (local.get $frame) (local.get $next))
    (i32.store $lease (i32.const 20) (i32.add (local.get $next) (i32.const 1)))
    (local.get $next))

  ;; In units of `return_offset`: in longer code that could look like a mark.
  (func $length_of_code (param $frame i32) (result i32)
    (i32.load $python offset=8 (i32.and (i32.load $python (local.get $frame)) (i32.const -4))))

  ;; The lock is as said from now on, and the trace says so: core/trace/lentEvents.ts.
  (func $done (param $cell i32) (param $code i32) (param $count i32) (param $owner i32)
    (result i32)
    (local $stack i32) (local $event i32)
    (local.set $stack (call $stack_here))
    (if (i32.eqz (local.get $stack)) (then (return (i32.const 0))))
    (i32.store $lease (local.get $cell) (local.get $count))
    (i32.store $lease offset=4 (local.get $cell) (local.get $owner))
    (local.set $event (i32.load $lease (i32.const 8)))
    (i32.store $lease (local.get $event)
      (i32.or (i32.shl (local.get $stack) (i32.const 3)) (local.get $code)))
    (i32.store $lease offset=4 (local.get $event)
      (i32.or (i32.shl (local.get $count) (i32.const 24))
        (i32.load $lease offset=8 (local.get $cell))))
    (i32.store $lease (i32.const 8) (i32.add (local.get $event) (i32.const 8)))
    (i32.store $lease (i32.const 0) (i32.sub (i32.load $lease (i32.const 0)) (i32.const 1)))
    (i32.const 1))

  (func $is_mine (param $cell i32) (result i32)
    (i32.eq (i32.load $lease offset=4 (local.get $cell)) (i32.load $lease (i32.const 4))))

  (func (export "take") (param $lock i32) (result i32)
    (local $cell i32)
    (local.set $cell (call $cell (local.get $lock)))
    (if (i32.eqz (local.get $cell)) (then (return (i32.const 0))))
    (if (i32.load $lease (local.get $cell)) (then (return (i32.const 0))))
    (call $done (local.get $cell) (global.get $acquire) (i32.const 1)
      (i32.load $lease (i32.const 4))))

  (func (export "give_back") (param $lock i32) (result i32)
    (local $cell i32)
    (local.set $cell (call $cell (local.get $lock)))
    (if (i32.eqz (local.get $cell)) (then (return (i32.const 0))))
    (if (i32.eqz (i32.load $lease (local.get $cell))) (then (return (i32.const 0))))
    (call $done (local.get $cell) (global.get $release) (i32.const 0) (i32.const 0)))

  (func (export "take_recursive") (param $lock i32) (result i32)
    (local $cell i32) (local $count i32)
    (local.set $cell (call $cell (local.get $lock)))
    (if (i32.eqz (local.get $cell)) (then (return (i32.const 0))))
    (local.set $count (i32.load $lease (local.get $cell)))
    (if (i32.and (i32.ne (local.get $count) (i32.const 0))
                 (i32.eqz (call $is_mine (local.get $cell))))
      (then (return (i32.const 0))))
    (if (i32.ge_u (local.get $count) (i32.const 255)) (then (return (i32.const 0))))
    (call $done (local.get $cell) (global.get $acquire)
      (i32.add (local.get $count) (i32.const 1)) (i32.load $lease (i32.const 4))))

  (func (export "give_back_recursive") (param $lock i32) (result i32)
    (local $cell i32) (local $count i32)
    (local.set $cell (call $cell (local.get $lock)))
    (if (i32.eqz (local.get $cell)) (then (return (i32.const 0))))
    (local.set $count (i32.load $lease (local.get $cell)))
    (if (i32.or (i32.eqz (local.get $count)) (i32.eqz (call $is_mine (local.get $cell))))
      (then (return (i32.const 0))))
    (local.set $count (i32.sub (local.get $count) (i32.const 1)))
    (call $done (local.get $cell) (global.get $release) (local.get $count)
      (select (i32.load $lease (i32.const 4)) (i32.const 0) (local.get $count)))))
