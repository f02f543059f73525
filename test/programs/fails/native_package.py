# expect: exit 1, stderr contains "no installed packages"
import numpy

print(numpy.zeros(3))
