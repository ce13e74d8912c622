"""What one room needs of another, as Protocols; ``kommunesvar/bootstrap.py`` puts the real ones in.

They stand in the files ``*_ports.py`` beside this one, by what they are about. A contract is documented there once and
nowhere else. Every method of a store is one transaction: when it returns, what it did is on disk.
"""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Returns the present moment, aware and in UTC. Only the outermost layer holds one."""
