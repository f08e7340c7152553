// riff-mocks: five simulated marketplaces, production and sandbox, over HTTP.

#include <signal.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "connectors/json/json.h"
#include "engine/base/system_clock.h"
#include "mocks/config_file.h"
#include "mocks/faults_json.h"
#include "mocks/mock_servers.h"
#include "mocks/webhook_post.h"

namespace {

using riff::ErrorKind;
using riff::Fail;
using riff::Result;

constexpr int kWrongUsage = 2;
constexpr int kCouldNotRun = 3;
constexpr std::size_t kProductsMax = 1'000'000;

struct Flags {
  std::string listen = "127.0.0.1:9000";
  std::size_t products = 120;
  std::uint64_t seed = 1;
  std::string catalog;
  std::string faults;
  std::string write_config;
  std::string plant;
  std::int64_t lag_ms = 0;
  std::int64_t legacy_share = 0;
  std::string production = "read";
};

struct Address {
  std::string host;
  std::uint16_t port = 0;
};

Result<Address> ParseAddress(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const std::string port = colon == std::string::npos ? "" : text.substr(colon + 1);
  const bool digits = !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || std::stoi(port) > 65535) {
    return Fail(ErrorKind::kInvalid, "--listen takes HOST:PORT, such as 127.0.0.1:9000 (port 0: the system picks)");
  }
  const std::string host = text.substr(0, colon);
  return Address{host.empty() ? "127.0.0.1" : host, static_cast<std::uint16_t>(std::stoi(port))};
}

Result<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    return Fail(ErrorKind::kInvalid, "cannot read " + path);
  }
  return text.str();
}

Result<riff::sim::MarketsOptions> OptionsOf(const Flags& flags) {
  riff::sim::MarketsOptions options;
  options.seed = flags.seed;
  options.index_lag = std::chrono::milliseconds(flags.lag_ms);
  options.make_face = riff::sim::MakeFace;
  options.post = riff::sim::PostOverHttp;
  options.legacy_share = flags.legacy_share;
  options.production = flags.production == "write" ? riff::Access::kReadAndWrite : riff::Access::kReadOnly;
  // A catalogue of one's own begins as it is, unless faults in it are asked for.
  const bool plant = flags.plant.empty() ? flags.catalog.empty() : flags.plant == "default";
  options.planting = plant ? riff::sim::Planting::kDefault : riff::sim::Planting::kNone;
  if (flags.catalog.empty()) {
    options.catalog = riff::sim::GenerateCatalog(flags.products, flags.seed);
    return options;
  }
  RIFF_TRY(const std::string csv, ReadFile(flags.catalog));
  Result<riff::sim::Catalog> catalog = riff::sim::ParseCatalog(csv);
  if (!catalog) {
    return Fail(riff::WithContext(flags.catalog, catalog.error()));
  }
  options.catalog = *std::move(catalog);
  return options;
}

// A list of what PUT /faults takes: [{"channel":"reverb/sandbox","rules":[…]}].
Result<void> PutFaults(riff::sim::Markets& markets, const std::string& path) {
  RIFF_TRY(const std::string text, ReadFile(path));
  RIFF_TRY(const riff::JsonDocument document, riff::JsonDocument::Parse(text));
  RIFF_TRY(const std::vector<riff::JsonValue> entries, document.root().AsArray());
  for (const riff::JsonValue& entry : entries) {
    RIFF_TRY(const std::string name, entry.Text("channel"));
    RIFF_TRY(const riff::Channel channel, riff::ParseChannel(name));
    RIFF_TRY(const riff::JsonValue list, entry.Get("rules"));
    RIFF_TRY(std::vector<riff::sim::FaultRule> rules, riff::sim::ParseRules(list));
    Result<void> done;
    markets.At(channel).With(
        [&](riff::sim::Market&, riff::sim::Faults& faults) { done = faults.Put(std::move(rules)); });
    RIFF_TRY(done);
  }
  return {};
}

int Complain(int code, const riff::Error& error) {
  std::fprintf(stderr, "riff-mocks: %s\n", error.message.c_str());
  return code;
}

int Run(const Flags& flags) {
  const Result<Address> address = ParseAddress(flags.listen);
  if (!address) {
    return Complain(kWrongUsage, address.error());
  }
  Result<riff::sim::MarketsOptions> options = OptionsOf(flags);
  if (!options) {
    return Complain(kWrongUsage, options.error());
  }
  // Blocked before any thread starts, so that only the wait below gets them.
  sigset_t stopping;
  sigemptyset(&stopping);
  sigaddset(&stopping, SIGINT);
  sigaddset(&stopping, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stopping, nullptr);

  riff::SystemClock clock;
  const riff::Access production = options->production;
  riff::sim::Markets markets(*std::move(options), clock);
  if (!flags.faults.empty()) {
    if (const Result<void> put = PutFaults(markets, flags.faults); !put) {
      return Complain(kWrongUsage, riff::WithContext(flags.faults, put.error()));
    }
  }
  const auto servers = riff::sim::MockServers::Start(markets, address->host, address->port);
  if (!servers) {
    return Complain(kCouldNotRun, servers.error());
  }
  const riff::sim::MockUrls& urls = (*servers)->urls();
  if (!flags.write_config.empty()) {
    const auto config = riff::sim::RenderConfig(urls, production);
    if (const Result<void> written = riff::sim::WriteConfig(config, flags.write_config); !written) {
      return Complain(kCouldNotRun, written.error());
    }
  }
  std::printf("%s\n", riff::sim::RenderUrls(urls).c_str());
  std::fflush(stdout);
  // Between two looks for a signal, what the platforms have to tell is sent.
  const timespec pause{0, 20'000'000};
  while (sigtimedwait(&stopping, nullptr, &pause) < 0) {
    markets.SendWebhooks();
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Flags flags;
  CLI::App app(
      "Five simulated marketplaces, production and sandbox, each on a port of its own.\n"
      "Example: riff-mocks --listen 127.0.0.1:9000 --products 200 --write-config demo/riff.toml");
  app.add_option("--listen", flags.listen, "Control address; port 0 lets the system pick")->capture_default_str();
  app.add_option("--products", flags.products, "How many products the generated catalogue has")
      ->check(CLI::Range(std::size_t{0}, kProductsMax))
      ->capture_default_str();
  app.add_option("--seed", flags.seed, "Of the catalogue, of what is planted in it, and of chance")
      ->capture_default_str();
  app.add_option("--catalog", flags.catalog, "A CSV file in place of the generated catalogue");
  app.add_option("--faults", flags.faults, "A JSON file: [{\"channel\":…,\"rules\":[…]}], as PUT /faults takes");
  app.add_option("--write-config", flags.write_config, "Writes a riff.toml for these servers, and secrets/ beside it");
  app.add_option("--plant", flags.plant, "Disagreements to begin with (default with a generated catalogue)")
      ->check(CLI::IsMember({"none", "default"}));
  app.add_option("--lag-ms", flags.lag_ms, "How far lists and searches trail the truth")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--legacy-share", flags.legacy_share, "Percent of eBay's listings that the Trading API owns")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  app.add_option("--production", flags.production, "What production credentials may do")
      ->check(CLI::IsMember({"read", "write"}))
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUsage;
  }
  return Run(flags);
}
