# expect: stopped
class Stuck:
    def __del__(self):
        while True:
            pass


Stuck()
