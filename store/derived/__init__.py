"""What is kept in `.cache`, each file valid up to a byte of a log, and made anew at any time.

packed      the form of the files: columns of numbers and a blob
heads       what every article says of itself, and where its line stands
tallies     what the marks say of every row
marked      the marks themselves, packed, and what can be undone
database    another form: a database that is deleted when it is damaged, and done without
mentions    what the recogniser found in every article, valid for what it depended on
"""
