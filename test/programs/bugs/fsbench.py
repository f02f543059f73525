# expect: finds IndexError
# from: SCTBench, CS.fsbench_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# One thread more than there are blocks: an index error on every schedule.

import threading

BLOCKS, INODES, THREADS = 3, 4, 4
inode_locks = [threading.Lock() for _ in range(INODES)]
block_locks = [threading.Lock() for _ in range(BLOCKS)]
inodes, busy = [0] * INODES, [False] * BLOCKS


def allocate(thread):
    inode = thread % INODES
    with inode_locks[inode]:
        if inodes[inode] != 0:
            return
        block = thread
        for _ in range(BLOCKS):
            with block_locks[block]:
                if not busy[block]:
                    busy[block] = True
                    inodes[inode] = block + 1
                    break
            block = (block + 1) % BLOCKS


threads = [threading.Thread(target=allocate, args=(n,)) for n in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
