# expect: any end, stdout contains "end"
import sys

for tool in range(6):
    try:
        sys.monitoring.use_tool_id(tool, 'mine')
    except ValueError:
        sys.monitoring.free_tool_id(tool)
    try:
        sys.monitoring.set_events(tool, 0)
    except ValueError:
        pass
sys.setswitchinterval(1e9)
print('end')
