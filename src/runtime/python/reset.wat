;; Compares linear memory with a copy of it, and puts parts of it back (see memoryReset.ts): 16 bytes at
;; a time, 64 in a turn.
(module
  (import "memory" "python" (memory $python 1))
  ;; The image, and behind it what is known to change: for each range a line of 16 bytes, which begins
  ;; with its first and its last address, and then the range as it was.
  (import "memory" "image" (memory $image 1))

  ;; Puts back the known ranges that are listed from `$list` to `$end`.
  (func (export "put_back_known") (param $list i32) (param $end i32)
    (local $to i32) (local $last i32)
    (loop $ranges
      (if (i32.ge_u (local.get $list) (local.get $end)) (then (return)))
      (local.set $to (i32.load $image (local.get $list)))
      (local.set $last (i32.load $image offset=4 (local.get $list)))
      (local.set $list (i32.add (local.get $list) (i32.const 16)))
      (loop $lines
        (v128.store $python (local.get $to) (v128.load $image (local.get $list)))
        (v128.store $python offset=16 (local.get $to) (v128.load $image offset=16 (local.get $list)))
        (v128.store $python offset=32 (local.get $to) (v128.load $image offset=32 (local.get $list)))
        (v128.store $python offset=48 (local.get $to) (v128.load $image offset=48 (local.get $list)))
        (local.set $list (i32.add (local.get $list) (i32.const 64)))
        (br_if $lines (i32.lt_u
          (local.tee $to (i32.add (local.get $to) (i32.const 64))) (local.get $last))))
      (br $ranges)))

  ;; The first 64 bytes from `$at` on that are not as in the image; or `$end`.
  (func (export "changed_from") (param $at i32) (param $end i32) (result i32)
    (loop $lines
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (local.get $end))))
      (if (v128.any_true (v128.or
            (v128.or
              (v128.xor (v128.load $python (local.get $at))
                        (v128.load $image (local.get $at)))
              (v128.xor (v128.load $python offset=16 (local.get $at))
                        (v128.load $image offset=16 (local.get $at))))
            (v128.or
              (v128.xor (v128.load $python offset=32 (local.get $at))
                        (v128.load $image offset=32 (local.get $at)))
              (v128.xor (v128.load $python offset=48 (local.get $at))
                        (v128.load $image offset=48 (local.get $at))))))
        (then (return (local.get $at))))
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br $lines))
    (unreachable))

  (func (export "put_back") (param $at i32) (param $length i32)
    (memory.copy $python $image (local.get $at) (local.get $at) (local.get $length))))
