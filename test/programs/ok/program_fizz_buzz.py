# expect: same output as python3
import threading


class FizzBuzz:
    def __init__(self, limit):
        self.limit = limit
        self.number = 1
        self.turn = threading.Condition()

    def speak(self, is_mine, word):
        while True:
            with self.turn:
                self.turn.wait_for(lambda: self.number > self.limit or is_mine(self.number))
                if self.number > self.limit:
                    return
                print(word or self.number)
                self.number += 1
                self.turn.notify_all()


game = FizzBuzz(15)
rules = [
    (lambda n: n % 3 == 0 and n % 5, 'fizz'),
    (lambda n: n % 5 == 0 and n % 3, 'buzz'),
    (lambda n: n % 15 == 0, 'fizzbuzz'),
    (lambda n: n % 3 and n % 5, None),
]
threads = [threading.Thread(target=game.speak, args=rule) for rule in rules]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
