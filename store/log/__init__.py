"""The log behind TinyDB: what was written is on disk, and readable by hand.

line        one transaction as a line of JSON with a checksum
disk        every change to a file: appended or replaced, flushed, private
tail        a growing file, read on from where the last look ended
shelf       one table in memory, the later writer of each document winning
snapshot    a table as it was at some byte of the log, packed
storage     the storage that TinyDB is given: read, catch up, append
table       TinyDB's own classes in front of it
compaction  the log written anew, without what was superseded
"""
