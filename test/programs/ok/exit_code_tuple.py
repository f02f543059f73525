# expect: same output as python3
raise SystemExit(1, 'two')
