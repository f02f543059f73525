# expect: exit 1, stderr contains "ctypes"
import ctypes

print(ctypes.sizeof(ctypes.c_int))
