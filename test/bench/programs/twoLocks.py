import threading

a = threading.Lock()
b = threading.Lock()


def take():
    with a:
        with b:
            pass


threads = [threading.Thread(target=take) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
