# expect: any end
import faulthandler

print('before', flush=True)
faulthandler._sigsegv()
