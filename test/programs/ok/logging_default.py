# expect: same output as python3
import logging

logging.info('hidden')
logging.warning('shown')
logging.error('shown %s', 'too')
logging.getLogger('a.b').critical('from a child')
