#include "tests/bench/allocations.h"

#include <cstdlib>
#include <new>

namespace {

// Replacing operator new needs a place that outlives everything: the one mutable global of this program.
std::uint64_t allocation_count = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocation_count;
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) {
    std::abort();
  }
  return memory;
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace riff::bench {

std::uint64_t AllocationCount() { return allocation_count; }

}  // namespace riff::bench
