# expect: same output as python3
import json
import string

# As under python3, a file beside the script wins over the library.
print(json.WHOSE, hasattr(string, 'digits'))
