// riff-connector-bench: what the connectors cost, against the least that could do. See docs/performance.md.

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

#include "tests/bench/child.h"
#include "tests/bench/report.h"
#include "tests/bench/rig_shop.h"

namespace riff::bench {
namespace {

constexpr std::size_t kRead = 100'000;
constexpr std::size_t kPushed = 10'000;

// The answers to one complete read, from a file in which each is its status, its headers and its body: only one of them
// is in memory at a time.
class FileReplay final : public Transport {
 public:
  explicit FileReplay(const std::string& path) : file_(path, std::ios::binary) {}

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override {
    std::vector<Result<HttpResponse>> outcomes;
    for (std::size_t i = 0; i < requests.size(); ++i) {
      outcomes.emplace_back(Next());
    }
    return outcomes;
  }

  static void Append(std::ofstream& file, const HttpResponse& response) {
    file << response.status << ' ' << response.headers.size() << '\n';
    for (const HttpHeader& header : response.headers) {
      file << header.name << '\n' << header.value << '\n';
    }
    file << response.body.size() << '\n' << response.body;
  }

 private:
  Result<HttpResponse> Next() {
    HttpResponse response;
    std::size_t headers = 0;
    std::size_t bytes = 0;
    file_ >> response.status >> headers;
    file_.ignore();
    response.headers.resize(headers);
    for (HttpHeader& header : response.headers) {
      std::getline(file_, header.name);
      std::getline(file_, header.value);
    }
    file_ >> bytes;
    file_.ignore();
    response.body.resize(bytes);
    file_.read(response.body.data(), static_cast<std::streamsize>(bytes));
    if (!file_) {
      return Fail(ErrorKind::kUnavailable, "more is asked for than was recorded");
    }
    return response;
  }

  std::ifstream file_;
};

// What a read of so many listings adds to the memory of a process that does nothing else.
Result<double> MemoryOfRead(const RigSpec& rig, std::size_t listings, const std::string& path) {
  RIFF_TRY(RunInChild([&]() -> Result<std::vector<double>> {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    RigShop shop(rig);
    shop.List(listings);
    WatchedWire wire(shop.marketplace().wire(),
                     [&](const HttpRequest&, const HttpResponse& response) { FileReplay::Append(file, response); });
    Connector connector = shop.Connect(wire);
    RIFF_TRY(ReadAll(connector, shop.run()));
    return std::vector<double>();
  }));
  RIFF_TRY(const std::vector<double> used, RunInChild([&]() -> Result<std::vector<double>> {
             RigShop shop(rig);
             FileReplay replay(path);
             Connector connector = shop.Connect(replay);
             RIFF_TRY(const MemoryUse before, MemoryOfThisProcess());
             RIFF_TRY(const std::size_t count, ReadAll(connector, shop.run()));
             RIFF_TRY(const MemoryUse after, MemoryOfThisProcess());
             if (count < listings) {
               return Fail(ErrorKind::kRejected, rig.name + ": read " + std::to_string(count) + " listings");
             }
             return std::vector<double>{after.peak - before.now};
           }));
  std::filesystem::remove(path);
  return used.front();
}

// Calls made to set every listing's quantity, in the batches that the outbox hands over.
Result<std::vector<double>> CountPush(const RigSpec& rig, std::size_t listings) {
  RigShop shop(rig);
  const std::vector<RemoteId> remotes = shop.List(listings);
  std::size_t calls = 0;
  WatchedWire wire(shop.marketplace().wire(), [&](const HttpRequest& request, const HttpResponse&) {
    const bool session = request.operation.find(".token.") != std::string::npos ||
                         request.operation.find(".session.") != std::string::npos;
    calls += session ? 0 : 1;
  });
  Connector connector = shop.Connect(wire);
  std::vector<Write> writes;
  for (const sim::MarketListing& row : shop.marketplace().Rows()) {
    Write write;
    write.id = WriteId(static_cast<std::int64_t>(writes.size()) + 1);
    write.key = IdempotencyKey("write-" + std::to_string(writes.size()));
    write.listing = {shop.channel(), row.remote};
    write.sku = row.sku;
    write.sku_shown = row.sku;
    write.handle = row.handle;
    write.change = SetQuantity{Quantity(shop.channel().platform == Platform::kVr ? 0 : 2), std::nullopt};
    write.attempts = 1;
    writes.push_back(write);
  }
  const std::size_t rows = std::max<std::size_t>(10, static_cast<std::size_t>(connector.can.rows_per_write_call));
  std::size_t accepted = 0;
  for (std::size_t at = 0; at < writes.size(); at += rows) {
    const std::span<const Write> batch = std::span(writes).subspan(at, std::min(rows, writes.size() - at));
    for (const WriteOutcome& outcome : connector.writer->Deliver(shop.run(), batch)) {
      accepted += outcome.has_value() ? 1 : 0;
    }
    shop.run().waiter.Wait(std::chrono::minutes(1));  // The pace is another matter.
  }
  if (accepted != remotes.size()) {
    return Fail(ErrorKind::kRejected, rig.name + ": " + std::to_string(accepted) + " writes were accepted");
  }
  return std::vector<double>{static_cast<double>(calls), static_cast<double>(rig.calls_to_set(listings))};
}

// What cannot be measured is told on stderr and left out.
std::vector<Figure> Measure(std::size_t many, std::size_t pushed) {
  std::vector<Figure> figures;
  const std::string name = "riff-connector-bench." + std::to_string(getpid());  // Two runs at a time share nothing.
  const std::string path = (std::filesystem::temp_directory_path() / name).string();
  for (const RigSpec& rig : RigsWithAWire()) {
    const auto add = [&](const Result<Figure>& figure, const std::string& what) {
      if (figure.has_value()) {
        figures.push_back(*figure);
      } else {
        std::fprintf(stderr, "%s, %s: %s\n", rig.name.c_str(), what.c_str(), figure.error().message.c_str());
      }
    };
    std::fprintf(stderr, "%s\n", rig.name.c_str());
    const Result<double> small = MemoryOfRead(rig, many / 10, path);
    const Result<double> large = small.has_value() ? MemoryOfRead(rig, many, path) : small;
    add(large.transform([&](double memory) {
      return Figure{
          rig.name + ": memory of a whole read / of a tenth", many, memory, "MiB", *small, memory / *small, {}};
    }),
        "memory");
    const Result<std::vector<double>> push = RunInChild([&] { return CountPush(rig, pushed); });
    add(push.transform([&](const std::vector<double>& numbers) {
      return Figure{
          rig.name + ": push / the least calls", pushed, numbers[0], "calls", numbers[1], numbers[0] / numbers[1], 1.0};
    }),
        "push");
  }
  return figures;
}

int Main(std::span<char*> words) {
  bool as_json = false;
  bool quick = false;
  for (const std::string_view word : words.subspan(1)) {
    as_json = as_json || word == "--json";
    quick = quick || word == "--quick";
    if (word != "--json" && word != "--quick") {
      std::fputs("riff-connector-bench [--quick] [--json]: memory of whole reads, and calls of pushes\n", stderr);
      return word == "--help" ? 0 : 2;
    }
  }
  const std::size_t tenth = quick ? 10 : 1;
  const std::vector<Figure> figures = Measure(kRead / tenth, kPushed / tenth);
  if (figures.empty()) {
    return 3;
  }
  std::printf("%s\n", (as_json ? JsonOf(figures) : TableOf(figures)).c_str());
  return 0;
}

}  // namespace
}  // namespace riff::bench

int main(int count, char** words) { return riff::bench::Main({words, static_cast<std::size_t>(count)}); }
