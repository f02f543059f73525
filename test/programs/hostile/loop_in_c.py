# expect: stopped
sum(iter(int, 1))
