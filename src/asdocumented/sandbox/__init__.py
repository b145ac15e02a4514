"""A stand-in server on loopback that behaves as the pages document; not the vendor's server.

Written from the pages alone: nothing here reads a contract, so that the two can disagree.
"""
