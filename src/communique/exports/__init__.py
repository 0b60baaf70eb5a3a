"""What leaves the record for other programs: pure functions from told facts to rows and bytes, for site and commands.

It lies below the rooms because both the site and the command write the same files; it knows no store.

moments     times of reports, read without trust
nouns       what an export is given: a fact with the reports and sentences it rests on
sides       who stands over against whom in an event
columns     tables, their columns and cells
polecat     events in POLECAT's columns
gdelt       events in GDELT's columns
tables      statements, offices, agreements, reports
separated   CSV
parquet     Apache Parquet
lines       JSON, as an array or one object a line
linked      JSON-LD
calendar    iCalendar
printing    which sentences of a report an export may print
kinds       the names of what is exported, of columns and formats
writing     which format writes which table
"""
