# expect: exit 1, stderr contains "network"
import socket

socket.create_connection(('example.org', 80), timeout=1)
