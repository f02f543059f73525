"""A daemon thread does not keep the program alive: it is cut off at the end."""

import threading
import time


def play_music():
    while True:  # would go on for ever
        print('la la la')
        time.sleep(0.4)


def wash_dishes():
    print('washing')
    time.sleep(1.5)
    print('all clean')


music = threading.Thread(target=play_music, name='music', daemon=True)
dishes = threading.Thread(target=wash_dishes, name='dishes')

music.start()
dishes.start()

# The program ends when the last thread that is not a daemon ends. That is 'dishes',
# after 1.5 seconds; the music stops in the middle of the song.
