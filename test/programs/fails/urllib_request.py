# expect: exit 1, stderr contains "network"
import urllib.request

print(urllib.request.urlopen('http://example.org/').read())
