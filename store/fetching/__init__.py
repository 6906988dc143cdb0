"""Fetching what addresses stand for, with limits; nothing is fetched unless the reader says so.

    guard       which addresses may be asked: no private ones out of a feed
    transfer    one request to one checked machine, its time and size limited
    fetcher     redirects, each checked again; one request a second to a host
    memory      what a server said of its last answer, so that it is asked for news only
    arriving    what came, as drafts: a feed, a page, a text
    opml        lists of feeds, in and out

Proxies of the environment are not used: the address that was checked is the one that is asked.
"""
