;; The native part of Weft's `_thread`: suspends and resumes WebAssembly stacks (JSPI), each with
;; a PyThreadState and a C stack of its own, and forwards every method of our types to TypeScript.
;; No logic here: TypeScript decides, this file only makes sure that no JavaScript frame is on a
;; stack that is to be suspended.
;;
;; An operation in TypeScript answers a new reference, 0 (a Python exception is set), or 1: suspend
;; this thread, and when it runs again ask `resumed` for the answer, which may be 1 once more.
(module
  (import "py" "PyThreadState_Swap" (func $swap (param i32) (result i32)))
  (import "py" "PyThreadState_Clear" (func $clear_state (param i32)))
  (import "py" "PyThreadState_Delete" (func $delete_state (param i32)))
  (import "py" "PyObject_Call" (func $call (param i32 i32 i32) (result i32)))
  (import "py" "PyObject_CallNoArgs" (func $call_no_args (param i32) (result i32)))
  (import "py" "PyObject_CallOneArg" (func $call_one_arg (param i32 i32) (result i32)))
  (import "py" "PyObject_ClearWeakRefs" (func $clear_weakrefs (param i32)))
  (import "py" "PyEval_EvalCode" (func $eval_code (param i32 i32 i32) (result i32)))
  (import "py" "PyErr_GetRaisedException" (func $get_raised (result i32)))
  (import "py" "PyErr_ExceptionMatches" (func $matches (param i32) (result i32)))
  (import "py" "PyErr_Clear" (func $err_clear))
  (import "py" "PyErr_FormatUnraisable" (func $unraisable (param i32 i32)))
  (import "py" "PyLong_AsLong" (func $as_long (param i32) (result i32)))
  (import "py" "Py_DecRef" (func $decref (param i32)))
  ;; tp_new and tp_dealloc of CPython's own `_thread._local`.
  (import "py" "local_new" (func $local_new (param i32 i32 i32) (result i32)))
  (import "py" "local_dealloc" (func $local_dealloc (param i32)))
  (import "py" "stack_get" (func $stack_get (result i32)))
  (import "py" "stack_set" (func $stack_set (param i32)))
  ;; What the kernel has lent to the running thread (see leasedLocks.wat).
  (import "leased" "take" (func $take (param i32) (result i32)))
  (import "leased" "give_back" (func $give_back (param i32) (result i32)))
  (import "leased" "take_recursive" (func $take_recursive (param i32) (result i32)))
  (import "leased" "give_back_recursive" (func $give_back_recursive (param i32) (result i32)))
  (import "py" "memory" (memory 1))
  (import "leased" "memory" (memory $lease 1))
  (import "py" "table" (table $functions 1 funcref))
  ;; Addresses and objects of the interpreter.
  (import "py" "loop_state" (global $loop_state i32))   ;; PyThreadState of the event loop
  (import "py" "loop_stack" (global $loop_stack i32))   ;; its C stack pointer
  (import "py" "none" (global $none i32))
  (import "py" "true" (global $true i32))
  (import "py" "system_exit" (global $system_exit i32))
  (import "py" "signal_clock" (global $signal_clock i32)) ;; &_Py_emscripten_signal_clock
  (import "py" "unraisable_format" (global $unraisable_format i32))
  (import "js" "suspend" (func $js_suspend))
  (import "js" "operation" (func $js_operation (param i32 i32 i32 i32 i32) (result i32)))
  (import "js" "resumed" (func $js_resumed (result i32)))
  (import "js" "tick" (func $js_tick (result i32)))
  (import "js" "ended" (func $js_ended))
  (import "js" "main_globals" (func $js_main_globals (param i32) (result i32)))
  (import "js" "executed" (func $js_executed (param i32)))
  (import "js" "line" (func $js_line (result i32)))
  (import "js" "raised" (func $js_raised (param i32) (result i32)))
  (import "js" "access" (func $js_access (result i32)))
  (import "js" "freed" (func $js_freed (param i32)))
  (import "js" "exited" (func $js_exited (param i32)))
  (import "js" "visit" (func $js_visit (param i32)))
  (type $fast (func (param i32 i32 i32 i32) (result i32)))
  (type $unary (func (param i32) (result i32)))
  (type $ternary (func (param i32 i32 i32) (result i32)))

  ;; How many checks of the eval loop make one tick; 0 turns ticks off.
  (global $checks_per_tick (export "checks_per_tick") (mut i32) (i32.const 0))
  ;; PY_EMSCRIPTEN_SIGNAL_INTERVAL: what the eval loop sets the clock to before it calls us.
  (global $interval i32 (i32.const 50))

  ;; Leaves the processor to whomever TypeScript picks; returns when this thread is picked again.
  (func $suspend
    (local $stack i32) (local $state i32)
    (local.set $stack (call $stack_get))
    (local.set $state (call $swap (global.get $loop_state)))
    (call $stack_set (global.get $loop_stack))
    (call $js_suspend)
    (call $stack_set (local.get $stack))
    (drop (call $swap (local.get $state))))

  (func $settle (param $answer i32) (result i32)
    (loop $again
      (if (i32.eq (local.get $answer) (i32.const 1))
        (then
          (call $suspend)
          (local.set $answer (call $js_resumed))
          (br $again))))
    (local.get $answer))

  (func $run (param $code i32) (param $self i32) (param $args i32) (param $n i32) (param $kw i32)
    (result i32)
    (call $settle
      (call $js_operation (local.get $code) (local.get $self) (local.get $args) (local.get $n)
        (local.get $kw))))

  ;; The eval loop's periodic check: function entry, backward jump, after calls.
  (func (export "tick") (result i32)
    (if (i32.eqz (global.get $checks_per_tick)) (then (return (i32.const 0))))
    ;; PyErr_CheckSignals in C code comes here too, without having reset the clock.
    (if (i32.ne (i32.load (global.get $signal_clock)) (global.get $interval))
      (then (return (i32.const 0))))
    (drop (call $settle (call $js_tick)))
    (i32.store (global.get $signal_clock)
      (i32.sub (global.get $checks_per_tick) (i32.const 1)))
    (i32.const 0))

  ;; Callback of sys.monitoring for LINE; nothing is counted and nothing is charged on this way.
  (func (export "m112") (type $fast) (call $settle (call $js_line)))

  ;; For RAISE: code, offset of the instruction, exception.
  (func (export "m113") (type $fast)
    (call $settle (call $js_raised (i32.load offset=8 (local.get 1)))))

  ;; For INSTRUCTION: what threads may share is about to be read or written.
  (func (export "m114") (type $fast) (call $settle (call $js_access)))

  ;; While accesses are watched TypeScript must know when memory that it knows by address is free.
  ;; One byte for each hash of an address says whether to ask it.
  (global $watched (export "watched") (mut i32) (i32.const 0))
  (global $free_function (export "free_function") (mut i32) (i32.const 0))
  (global $list_dealloc (export "list_dealloc") (mut i32) (i32.const 0))
  (global $dict_dealloc (export "dict_dealloc") (mut i32) (i32.const 0))
  (type $freefunc (func (param i32 i32)))
  (type $destructor (func (param i32)))
  (func $free_watched (param $address i32)
    (if (i32.load8_u (i32.add (global.get $watched)
          (i32.and (i32.shr_u (local.get $address) (i32.const 3)) (i32.const 0xffff))))
      (then (call $js_freed (local.get $address)))))
  ;; PyObject_Free
  (func (export "free_object") (param $context i32) (param $address i32)
    (call $free_watched (local.get $address))
    (call_indirect $functions (type $freefunc)
      (local.get $context) (local.get $address) (global.get $free_function)))
  ;; tp_dealloc of list and dict, which CPython keeps for reuse without freeing them. The collector
  ;; has two words before an object.
  (func (export "free_list") (param $object i32)
    (call $free_watched (i32.sub (local.get $object) (i32.const 8)))
    (call_indirect $functions (type $destructor) (local.get $object) (global.get $list_dealloc)))
  (func (export "free_dict") (param $object i32)
    (call $free_watched (i32.sub (local.get $object) (i32.const 8)))
    (call_indirect $functions (type $destructor) (local.get $object) (global.get $dict_dealloc)))

  ;; Audit hook (PySys_AddAuditHook): code is about to be executed. Events are C strings; this one
  ;; is "exec" with a tuple of the code object.
  (func (export "audit") (type $ternary)
    (if (i32.eq (i32.load align=1 (local.get 0)) (i32.const 0x63657865))
      (then (if (i32.eqz (i32.load8_u offset=4 (local.get 0)))
        (then (call $js_executed (i32.load offset=16 (local.get 1)))))))
    (i32.const 0))

  ;; PyMem_Malloc while code is prepared for breakpoints: takes from a region of our own, so that
  ;; Python's heap stays as it is in a run without a debugger. 0 if the region is used up.
  (global $reserve_next (export "reserve_next") (mut i32) (i32.const 0))
  (global $reserve_end (export "reserve_end") (mut i32) (i32.const 0))
  (func (export "reserve") (param $context i32) (param $size i32) (result i32)
    (local $address i32)
    (local.set $address (global.get $reserve_next))
    (if (i32.gt_u (i32.add (local.get $address) (local.get $size)) (global.get $reserve_end))
      (then (return (i32.const 0))))
    (global.set $reserve_next
      (i32.and (i32.add (i32.add (local.get $address) (local.get $size)) (i32.const 15))
               (i32.const -16)))
    (local.get $address))

  ;; A thread from its first to its last instruction; runs under WebAssembly.promising.
  (func (export "thread_body")
    (param $state i32) (param $stack i32) (param $function i32) (param $args i32) (param $kw i32)
    (local $result i32)
    (call $stack_set (local.get $stack))
    (drop (call $swap (local.get $state)))
    (if (local.get $args)
      (then (local.set $result
        (call $call (local.get $function) (local.get $args) (local.get $kw))))
      (else (local.set $result (call $call_no_args (local.get $function)))))
    (if (local.get $result)
      (then (call $decref (local.get $result)))
      (else (call $thread_failed (local.get $stack) (local.get $function))))
    (call $decref (local.get $function))
    (if (local.get $args) (then (call $decref (local.get $args))))
    (if (local.get $kw) (then (call $decref (local.get $kw))))
    ;; Clears the thread's locals while it is still the current thread, as CPython does.
    (call $clear_state (local.get $state))
    (drop (call $swap (global.get $loop_state)))
    (call $delete_state (local.get $state))
    (call $stack_set (global.get $loop_stack))
    (call $js_ended))

  ;; thread_run() of _threadmodule.c: SystemExit is silent, all else goes to sys.unraisablehook.
  ;; `$stack` is the empty end of the thread's C stack; the format's one argument is put there.
  (func $thread_failed (param $stack i32) (param $function i32)
    (local $va i32)
    (if (call $matches (global.get $system_exit))
      (then (call $err_clear) (return)))
    (local.set $va (i32.sub (call $stack_get) (i32.const 16)))
    (call $stack_set (local.get $va))
    (i32.store (local.get $va) (local.get $function))
    (call $unraisable (global.get $unraisable_format) (local.get $va))
    (call $stack_set (local.get $stack)))

  ;; The main thread: prepare() -> code or None, the program without a Python frame below it,
  ;; finish(exception or None) -> exit code.
  (func (export "main_body")
    (param $state i32) (param $stack i32) (param $prepare i32) (param $finish i32)
    (call $stack_set (local.get $stack))
    (drop (call $swap (local.get $state)))
    (call $program (call $call_no_args (local.get $prepare)) (local.get $finish)))

  ;; The same in memory that was kept when prepare had answered: the main thread is at work there.
  (func (export "prepared_body") (param $stack i32) (param $code i32) (param $finish i32)
    (call $stack_set (local.get $stack))
    (call $program (local.get $code) (local.get $finish)))

  (func $program (param $code i32) (param $finish i32)
    (local $globals i32) (local $result i32) (local $raised i32)
    (if (i32.and (i32.ne (local.get $code) (i32.const 0))
                 (i32.ne (local.get $code) (global.get $none)))
      (then
        (local.set $globals (call $js_main_globals (local.get $code)))
        (local.set $result
          (call $eval_code (local.get $code) (local.get $globals) (local.get $globals)))
        (if (local.get $result) (then (call $decref (local.get $result))))
        (call $decref (local.get $code))))
    (local.set $raised (call $get_raised))
    (if (i32.eqz (local.get $raised)) (then (local.set $raised (global.get $none))))
    (local.set $result (call $call_one_arg (local.get $finish) (local.get $raised)))
    (local.set $code (i32.const 1))
    (if (local.get $result)
      (then
        (local.set $code (call $as_long (local.get $result)))
        (call $decref (local.get $result))))
    (drop (call $swap (global.get $loop_state)))
    (call $stack_set (global.get $loop_stack))
    (call $js_exited (local.get $code)))

  ;; Shows TypeScript each object that `$object` has a reference to; `$traverse` is its type's
  ;; tp_traverse, `$visit` is where the table has our visitproc.
  (type $traverseproc (func (param i32 i32 i32) (result i32)))
  (func (export "traverse") (param $object i32) (param $traverse i32) (param $visit i32)
    (drop (call_indirect $functions (type $traverseproc)
      (local.get $object) (local.get $visit) (i32.const 0) (local.get $traverse))))
  (func (export "visit") (param $object i32) (param i32) (result i32)
    (call $js_visit (local.get $object))
    (i32.const 0))

  ;; Slots that every type has. The code is the type's first code (see operations.ts).
  (func $new (param $code i32) (param $type i32) (param $args i32) (param $kw i32) (result i32)
    (call $js_operation
      (local.get $code) (local.get $type) (local.get $args) (i32.const 0) (local.get $kw)))
  (func $repr (param $code i32) (param $self i32) (result i32)
    (call $js_operation (i32.add (local.get $code) (i32.const 1))
      (local.get $self) (i32.const 0) (i32.const 0) (i32.const 0)))
  (func $dealloc (param $code i32) (param $self i32)
    (call $clear_weakrefs (local.get $self))
    (drop (call $js_operation (i32.add (local.get $code) (i32.const 2))
      (local.get $self) (i32.const 0) (i32.const 0) (i32.const 0))))
  (func (export "new_0") (type $ternary) (call $new (i32.const 0) (local.get 0) (local.get 1) (local.get 2)))
  (func (export "new_1") (type $ternary) (call $new (i32.const 20) (local.get 0) (local.get 1) (local.get 2)))
  (func (export "new_2") (type $ternary) (call $new (i32.const 40) (local.get 0) (local.get 1) (local.get 2)))
  (func (export "new_3") (type $ternary) (call $new (i32.const 60) (local.get 0) (local.get 1) (local.get 2)))
  (func (export "repr_0") (type $unary) (call $repr (i32.const 0) (local.get 0)))
  (func (export "repr_1") (type $unary) (call $repr (i32.const 20) (local.get 0)))
  (func (export "repr_2") (type $unary) (call $repr (i32.const 40) (local.get 0)))
  (func (export "repr_3") (type $unary) (call $repr (i32.const 60) (local.get 0)))
  (func (export "dealloc_0") (param i32) (call $dealloc (i32.const 0) (local.get 0)))
  (func (export "dealloc_1") (param i32) (call $dealloc (i32.const 20) (local.get 0)))
  (func (export "dealloc_2") (param i32) (call $dealloc (i32.const 40) (local.get 0)))
  (func (export "dealloc_3") (param i32) (call $dealloc (i32.const 60) (local.get 0)))
  ;; Our subclass of `_thread._local`: CPython does the work, TypeScript is told.
  (func (export "local_new") (type $ternary)
    (local $object i32)
    (local.set $object (call $local_new (local.get 0) (local.get 1) (local.get 2)))
    (if (i32.eqz (local.get $object)) (then (return (i32.const 0))))
    (call $js_operation
      (i32.const 110) (local.get $object) (i32.const 0) (i32.const 0) (i32.const 0)))
  (func (export "local_dealloc") (param $object i32)
    (drop (call $js_operation
      (i32.const 111) (local.get $object) (i32.const 0) (i32.const 0) (i32.const 0)))
    (call $local_dealloc (local.get $object)))
  (func (export "get") (param $self i32) (param $code i32) (result i32)
    (call $js_operation (local.get $code) (local.get $self) (i32.const 0) (i32.const 0) (i32.const 0)))
  ;; Something is lent (LEASE_LAYOUT.left): to ask here costs less than to ask there.
  (func $is_lent (result i32) (i32.load $lease (i32.const 0)))
  ;; METH_FASTCALL | METH_KEYWORDS entry points: function m<code> is operation <code>.
  (func (export "m3") (type $fast)
    (if (i32.or (local.get 2) (local.get 3)) (then (return (call $run (i32.const 3) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))))
    (if (call $is_lent) (then (if (call $take (local.get 0)) (then (return (global.get $true))))))
    (call $run (i32.const 3) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m4") (type $fast)
    (if (i32.or (local.get 2) (local.get 3)) (then (return (call $run (i32.const 4) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))))
    (if (call $is_lent) (then (if (call $give_back (local.get 0)) (then (return (global.get $none))))))
    (call $run (i32.const 4) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m5") (type $fast) (call $run (i32.const 5) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m6") (type $fast)
    (if (call $is_lent) (then (if (call $take (local.get 0)) (then (return (global.get $true))))))
    (call $run (i32.const 6) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m7") (type $fast)
    (if (call $is_lent) (then (if (call $give_back (local.get 0)) (then (return (global.get $none))))))
    (call $run (i32.const 7) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m8") (type $fast) (call $run (i32.const 8) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m9") (type $fast) (call $run (i32.const 9) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m10") (type $fast) (call $run (i32.const 10) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m11") (type $fast) (call $run (i32.const 11) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m12") (type $fast) (call $run (i32.const 12) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m13") (type $fast) (call $run (i32.const 13) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m14") (type $fast) (call $run (i32.const 14) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m15") (type $fast) (call $run (i32.const 15) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m23") (type $fast)
    (if (i32.or (local.get 2) (local.get 3)) (then (return (call $run (i32.const 23) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))))
    (if (call $is_lent) (then (if (call $take_recursive (local.get 0)) (then (return (global.get $true))))))
    (call $run (i32.const 23) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m24") (type $fast)
    (if (i32.or (local.get 2) (local.get 3)) (then (return (call $run (i32.const 24) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))))
    (if (call $is_lent) (then (if (call $give_back_recursive (local.get 0)) (then (return (global.get $none))))))
    (call $run (i32.const 24) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m25") (type $fast)
    (if (call $is_lent) (then (if (call $take_recursive (local.get 0)) (then (return (global.get $true))))))
    (call $run (i32.const 25) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m26") (type $fast)
    (if (call $is_lent) (then (if (call $give_back_recursive (local.get 0)) (then (return (global.get $none))))))
    (call $run (i32.const 26) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m27") (type $fast) (call $run (i32.const 27) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m28") (type $fast) (call $run (i32.const 28) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m29") (type $fast) (call $run (i32.const 29) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m30") (type $fast) (call $run (i32.const 30) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m31") (type $fast) (call $run (i32.const 31) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m32") (type $fast) (call $run (i32.const 32) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m33") (type $fast) (call $run (i32.const 33) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m34") (type $fast) (call $run (i32.const 34) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m35") (type $fast) (call $run (i32.const 35) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m43") (type $fast) (call $run (i32.const 43) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m44") (type $fast) (call $run (i32.const 44) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m45") (type $fast) (call $run (i32.const 45) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m46") (type $fast) (call $run (i32.const 46) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m47") (type $fast) (call $run (i32.const 47) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m48") (type $fast) (call $run (i32.const 48) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m49") (type $fast) (call $run (i32.const 49) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m63") (type $fast) (call $run (i32.const 63) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m64") (type $fast) (call $run (i32.const 64) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m65") (type $fast) (call $run (i32.const 65) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m66") (type $fast) (call $run (i32.const 66) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m67") (type $fast) (call $run (i32.const 67) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m68") (type $fast) (call $run (i32.const 68) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m69") (type $fast) (call $run (i32.const 69) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m70") (type $fast) (call $run (i32.const 70) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m71") (type $fast) (call $run (i32.const 71) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m80") (type $fast) (call $run (i32.const 80) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m81") (type $fast) (call $run (i32.const 81) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m82") (type $fast) (call $run (i32.const 82) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m83") (type $fast) (call $run (i32.const 83) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m84") (type $fast) (call $run (i32.const 84) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m85") (type $fast) (call $run (i32.const 85) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m86") (type $fast) (call $run (i32.const 86) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m87") (type $fast) (call $run (i32.const 87) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m88") (type $fast) (call $run (i32.const 88) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m89") (type $fast) (call $run (i32.const 89) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m90") (type $fast) (call $run (i32.const 90) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m91") (type $fast) (call $run (i32.const 91) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m92") (type $fast) (call $run (i32.const 92) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m93") (type $fast) (call $run (i32.const 93) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m94") (type $fast) (call $run (i32.const 94) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m95") (type $fast) (call $run (i32.const 95) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m96") (type $fast) (call $run (i32.const 96) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m97") (type $fast) (call $run (i32.const 97) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m98") (type $fast) (call $run (i32.const 98) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m100") (type $fast) (call $run (i32.const 100) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m101") (type $fast) (call $run (i32.const 101) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m102") (type $fast) (call $run (i32.const 102) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m103") (type $fast) (call $run (i32.const 103) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m104") (type $fast) (call $run (i32.const 104) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m105") (type $fast) (call $run (i32.const 105) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m106") (type $fast) (call $run (i32.const 106) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m107") (type $fast) (call $run (i32.const 107) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m108") (type $fast) (call $run (i32.const 108) (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "m109") (type $fast) (call $run (i32.const 109) (local.get 0) (local.get 1) (local.get 2) (local.get 3))))
