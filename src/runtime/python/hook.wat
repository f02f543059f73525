;; Stands in for the import env._Py_CheckEmscriptenSignals_Helper, so that the eval loop's periodic
;; check reaches native.wat (set into the table later) without a JavaScript frame in between: a
;; stack with a JavaScript frame on it can't be suspended.
(module
  (type $check (func (result i32)))
  (table (export "table") 1 funcref)
  (func $nothing (result i32) (i32.const 0))
  (elem (i32.const 0) $nothing)
  (func (export "check") (result i32) (call_indirect (type $check) (i32.const 0))))
