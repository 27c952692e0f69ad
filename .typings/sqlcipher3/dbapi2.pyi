"""SQLCipher speaks the standard library's sqlite3 interface."""
from sqlite3.dbapi2 import *
