# expect: same output as python3
raise SystemExit(10**20)
