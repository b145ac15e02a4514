"""What a recording may hold: everything else is replaced in memory, before anything is written.

Pure: a transfer goes in, a transfer of the same shape comes out, in which every check finds the
same. What is allowed is listed; what no contract knows is replaced.
"""
