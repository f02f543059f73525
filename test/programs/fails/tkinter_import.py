# expect: exit 1, stderr contains "tkinter"
import tkinter

tkinter.Tk()
