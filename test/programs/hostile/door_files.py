# expect: exit 0, stdout contains "nothing readable"
import os

readable = []
for path in (
    '/etc/passwd',
    '/etc/hostname',
    '/proc/self/environ',
    '/proc/self/maps',
    '/proc/version',
    '/root',
    '/home/user',
    '/sys/class',
    os.path.join(os.path.dirname(__file__), '..', '..', '..', 'package.json'),
    os.path.join(os.path.dirname(__file__), '..', '..', '..', 'node_modules'),
):
    try:
        if os.path.isdir(path):
            if os.listdir(path):
                readable.append(path)
        else:
            with open(path, 'rb') as file:
                if file.read(1):
                    readable.append(path)
    except OSError:
        pass
print(readable or 'nothing readable')
