# expect: exit 1, stderr contains "RecursionError"
def dive():
    dive()


dive()
