# What is used of PySpark, for the type checkers: Spark itself is half a gigabyte and has an environment of its own.
