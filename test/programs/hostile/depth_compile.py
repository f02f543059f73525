# expect: any end
try:
    compile('a' + '+a' * 100_000, '<deep>', 'exec')
    compile('(' * 50_000, '<deep>', 'exec')
except (RecursionError, MemoryError, SyntaxError) as error:
    print(type(error).__name__)
