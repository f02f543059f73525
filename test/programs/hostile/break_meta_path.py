# expect: exit 1, stderr contains "No module named"
import sys

sys.meta_path = [finder for finder in sys.meta_path if 'eft' not in repr(finder)]
sys.path_hooks.clear()
sys.path_importer_cache.clear()
import js
