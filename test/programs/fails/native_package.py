# expect: exit 1, stderr contains "numpy"
import numpy

print(numpy.zeros(3))
