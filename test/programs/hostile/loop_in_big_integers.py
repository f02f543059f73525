# expect: stopped
value = 7**7**7**2
