# expect: exit 0
# races: lostUpdate Account.opened 12,12,12
import threading


class Account:
    opened = 0


def work():
    # One step for the reader, two for the machine.
    Account.opened = Account.opened + 1


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(Account.opened)
