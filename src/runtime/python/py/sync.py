"""Synchronisation objects as their state, instead of an address: who holds a lock, how many wait.
Locks are asked of TypeScript, the rest is what threading.py keeps in attributes."""

import concurrent.futures
import json
import queue
import threading

import _weft

LOCK, RLOCK, SIMPLE_QUEUE, LOCAL = _weft.lock, _weft.RLock, _weft.SimpleQueue, _weft._local


def facts(value):
    """What TypeScript knows of an object; None if it is none of its kinds."""
    known = _weft.look_at(value)
    return None if known is None else json.loads(known)


def waiting(names):
    return f' · {len(names)} waiting' if names else ''


def names_of(waiters):
    """Who waits on the locks that `Condition.wait` has made."""
    found = []
    for lock in list(waiters):
        known = facts(lock)
        found += known['waiters'] if known else []
    return found


def text_of_lock(value):
    known = facts(value)
    if known['owner'] is None:
        return 'free' + waiting(known['waiters'])
    count = f" ×{known['count']}" if known['count'] > 1 else ''
    return f"held by {known['owner']}{count}{waiting(known['waiters'])}"


def rows_of_lock(value):
    known = facts(value)
    rows = [('Owner', known['owner'] or 'nobody')]
    if isinstance(value, RLOCK):
        rows.append(('Count', str(known['count'])))
    return rows + [('Waiters', listed(known['waiters']))]


def listed(names):
    return ', '.join(names) or 'none'


def waiters_of(condition):
    return names_of(condition._waiters)


def text_of_condition(value):
    return f'lock {text_of_lock(value._lock)}{waiting(waiters_of(value))}'


def rows_of_condition(value):
    return [('Lock', text_of_lock(value._lock)), ('Waiters', listed(waiters_of(value)))]


def text_of_event(value):
    return ('set' if value._flag is True else 'not set') + waiting(waiters_of(value._cond))


def rows_of_event(value):
    flag = 'set' if value._flag is True else 'not set'
    return [('Flag', flag), ('Waiters', listed(waiters_of(value._cond)))]


def initial_of(value):
    known = facts(value) or {}
    return known.get('initial', getattr(value, '_initial_value', None))


def text_of_semaphore(value):
    initial = initial_of(value)
    of = f' of {initial}' if initial is not None else ''
    return f'{value._value}{of}{waiting(waiters_of(value._cond))}'


def rows_of_semaphore(value):
    rows = [('Value', str(value._value))]
    initial = initial_of(value)
    if initial is not None:
        rows.append(('Initial value', str(initial)))
    return rows + [('Waiters', listed(waiters_of(value._cond)))]


BARRIER_PHASES = {0: 'filling', 1: 'draining', -1: 'resetting', -2: 'broken'}


def text_of_barrier(value):
    if value._state == -2:
        return 'broken'
    return f'{value._count} of {value._parties} waiting'


def rows_of_barrier(value):
    return [('Parties', str(value._parties)), ('Waiting', str(value._count)),
            ('Phase', BARRIER_PHASES.get(value._state, '?')),
            ('Waiters', listed(waiters_of(value._cond)))]


def text_of_queue(value):
    size = len(value.queue)
    most = f'{size} of {value.maxsize}' if value.maxsize > 0 else str(size)
    items = 'item' if most == '1' else 'items'
    return f'{most} {items}, {value.unfinished_tasks} unfinished'


def rows_of_queue(value):
    size = str(value.maxsize) if value.maxsize > 0 else 'unbounded'
    return [('Size', str(len(value.queue))), ('Maximum size', size),
            ('Unfinished', str(value.unfinished_tasks)),
            ('Waiting to get', listed(waiters_of(value.not_empty))),
            ('Waiting to put', listed(waiters_of(value.not_full))),
            ('Waiting in join', listed(waiters_of(value.all_tasks_done))),
            ('Lock', text_of_lock(value.mutex))]


def text_of_simple_queue(value):
    known = facts(value)
    items = 'item' if known['size'] == 1 else 'items'
    return f"{known['size']} {items}{waiting(known['waiters'])}"


def rows_of_simple_queue(value):
    known = facts(value)
    return [('Size', str(known['size'])), ('Waiters', listed(known['waiters']))]


def text_of_future(value):
    return str(value._state).lower() + waiting(waiters_of(value._condition))


def rows_of_future(value):
    return [('State', str(value._state).lower()),
            ('Waiters', listed(waiters_of(value._condition)))]


def text_of_thread(value):
    known = facts(value) or {}
    return f"{value._name} · {known.get('state', 'not started')}"


def rows_of_thread(value):
    known = facts(value) or {}
    rows = [('Name', str(value._name)), ('State', known.get('state', 'not started')),
            ('Daemon', str(bool(value._daemonic)))]
    if isinstance(value, threading.Timer):
        rows.append(('Interval', f'{value.interval} s'))
    return rows


def text_of_local(value):
    values = vars(value)
    return f"this thread's {len(values)} value{'' if len(values) == 1 else 's'}"


KINDS = (
    (LOCK, text_of_lock, rows_of_lock),
    (RLOCK, text_of_lock, rows_of_lock),
    (threading.Condition, text_of_condition, rows_of_condition),
    (threading.Event, text_of_event, rows_of_event),
    (threading.Semaphore, text_of_semaphore, rows_of_semaphore),
    (threading.Barrier, text_of_barrier, rows_of_barrier),
    (threading.Thread, text_of_thread, rows_of_thread),
    (queue.Queue, text_of_queue, rows_of_queue),
    (SIMPLE_QUEUE, text_of_simple_queue, rows_of_simple_queue),
    (concurrent.futures.Future, text_of_future, rows_of_future),
    (LOCAL, text_of_local, lambda value: []),
)


def kind_of(value):
    bases = type.__dict__['__mro__'].__get__(type(value))
    return next((kind for kind in KINDS if kind[0] in bases), None)


def text(value):
    """The state of a synchronisation object; None for anything else, or one half made."""
    kind = kind_of(value)
    try:
        return kind and kind[1](value)
    except Exception:
        return None


def rows(value):
    """(name, text) of the state's parts; None for anything that is no such object."""
    kind = kind_of(value)
    try:
        return kind and kind[2](value)
    except Exception:
        return None
