# expect: same output as python3
import threading


class Connection(threading.local):
    made = 0
    retries = 3

    def __init__(self, host, /, *, port=80):
        Connection.made += 1
        self.address = f'{host}:{port}'

    def url(self):
        return f'http://{self.address}/{self.retries}'


connection = Connection('example.org', port=8080)
urls = []


def work(number):
    urls.append(connection.url())
    connection.retries = number
    urls.append(connection.url())


for number in range(3):
    thread = threading.Thread(target=work, args=(number,))
    thread.start()
    thread.join()
print(connection.url(), Connection.made)
print(urls)
