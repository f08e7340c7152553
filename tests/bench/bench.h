#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tests/bench/report.h"

namespace riff::bench {

// One catalogue to measure in. Every measurement runs in processes of its own.
struct Subject {
  std::string path;  // Its store.
  std::size_t products = 0;
  std::size_t rounds = 5;
};

// A full reconcile of a catalogue in which nothing has changed, against reading the same rows with SQLite's C API: the
// engine's two queries, and the bare tables without any join. And the memory it takes.
Result<std::vector<Figure>> MeasureReconcile(const Subject& subject);

// What it takes to plan, and to plan and store, 100 and 1,000 sales that came in since the last plan, in each of the
// catalogues, smallest first; and how that depends on the catalogue and on the number of sales. Leaves them changed.
Result<std::vector<Figure>> MeasureChanges(const std::vector<Subject>& subjects);

// MakePlan alone over products in agreement, against comparing their three facts.
Result<std::vector<Figure>> MeasurePlan(std::size_t rounds);

// Pages that show nothing new, against updating the same marks with SQLite's C API.
Result<std::vector<Figure>> MeasureObserve(const Subject& subject);

}  // namespace riff::bench
