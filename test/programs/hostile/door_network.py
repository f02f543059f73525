# expect: exit 0, stdout contains "no way out"
import socket
import urllib.request

ways = 0
for attempt in (
    lambda: urllib.request.urlopen('http://127.0.0.1:1/', timeout=1),
    lambda: socket.create_connection(('127.0.0.1', 80), timeout=1),
    lambda: socket.getaddrinfo('example.org', 80)[0][4][0].startswith('127') or 1 / 0,
    lambda: __import__('pyodide.http').http.open_url('http://127.0.0.1/'),
    lambda: __import__('_socket').socket().connect(('127.0.0.1', 80)),
):
    try:
        attempt()
        ways += 1
    except Exception as error:
        print(type(error).__name__)
print('no way out' if ways == 0 else f'{ways} ways out')
