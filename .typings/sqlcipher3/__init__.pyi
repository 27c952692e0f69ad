"""SQLCipher speaks the standard library's sqlite3 interface."""
