r"""The query language: one in the list, on the command line, in saved searches and in exports.

    border "a phrase" terror* -not (one OR another) tag:iraq place:baghdad entity:"Abdul-Mahdi"
    date:2019-07..2019-09 is:unread has:note sort:outlet,-date /qassem\s+s/

Data flows one way:

    syntax     text -> tree, or what is wrong with it and where
    weighing   tree -> what of it the columns and the index of words tell, all articles at once
    holding    tree -> whether one article answers it: its text is read
    hits       tree -> where in a text the words stand

What the columns tell and what reading tells are the same; reading is slow, and needs no index.
"""

from .syntax import BadQuery, parse
from .tree import Query

__all__ = ["BadQuery", "Query", "parse"]
