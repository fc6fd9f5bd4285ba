"""Run every measurement and print its figures."""

from benchmarks import start_up, throughput

for module in (start_up, throughput):
    for line in module.measure():
        print(line, flush=True)
