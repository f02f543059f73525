# expect: exit 1, stderr contains "network"
import socket

with socket.socket() as server:
    server.bind(('127.0.0.1', 0))
    server.listen()
