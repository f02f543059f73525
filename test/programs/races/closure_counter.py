# expect: exit 0
# races: lostUpdate total 11,12,12
import threading


def main():
    total = 0

    def work():
        nonlocal total
        before = total
        total = before + 1

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(total)


main()
