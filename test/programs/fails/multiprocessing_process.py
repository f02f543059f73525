# expect: exit 1, stderr contains "multiprocessing"
import multiprocessing


def work():
    print('never')


if __name__ == '__main__':
    process = multiprocessing.Process(target=work)
    process.start()
    process.join()
