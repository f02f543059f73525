# expect: same output as python3
import os
import no_such_module_at_all
