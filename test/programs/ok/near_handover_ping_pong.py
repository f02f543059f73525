# expect: same output as python3
import threading

ping = threading.Lock()
pong = threading.Lock()
pong.acquire()


def play(mine, other, word):
    for _ in range(3):
        mine.acquire()
        print(word)
        other.release()


players = [
    threading.Thread(target=play, args=(ping, pong, 'ping')),
    threading.Thread(target=play, args=(pong, ping, 'pong')),
]
for player in players:
    player.start()
for player in players:
    player.join()
