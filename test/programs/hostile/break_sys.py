# expect: any end
import sys

sys.modules.clear()
sys.path = None
sys.meta_path = None
sys.stdout = 5
sys.excepthook = None
raise ValueError('the end')
