# expect: same output as python3
class TooHot(Exception):
    def __str__(self):
        return f'{self.args[0]} degrees'


class Silent(Exception):
    pass


try:
    raise Silent
except Silent:
    raise TooHot(99)
