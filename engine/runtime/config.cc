#include "engine/runtime/config.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/ledger/hold_rules.h"
#include "engine/runtime/toml_reader.h"

namespace riff {

namespace {

using Kind = ChannelKey::Kind;

Result<void> ReadSync(TomlTable& table, Config& config) {
  SyncPolicy& sync = config.sync;
  RIFF_TRY(config.interval, table.Span("interval", config.interval));
  RIFF_TRY(config.full_sweep, table.Span("full_sweep", config.full_sweep));
  RIFF_TRY(sync.settle_time, table.Span("settle_time", sync.settle_time));
  RIFF_TRY(const std::string raise, table.Text("raise", "two_reads"));
  if (raise != "two_reads" && raise != "ask") {
    return table.Refuse("raise", R"(must be "two_reads" or "ask")");
  }
  sync.raise = raise == "ask" ? RaiseRule::kAsk : RaiseRule::kTwoReads;
  for (const auto& [key, rule] : {std::pair{"create", &sync.create}, std::pair{"relist", &sync.relist}}) {
    RIFF_TRY(const std::string text, table.Text(key, "ask"));
    if (text != "ask" && text != "auto") {
      return table.Refuse(key, R"(must be "ask" or "auto")");
    }
    *rule = text == "auto" ? NewListingRule::kAuto : NewListingRule::kAsk;
  }
  RIFF_TRY(std::optional<TomlTable> radius, table.Table("blast_radius"));
  if (radius.has_value()) {
    RIFF_TRY(sync.blast_radius.listings, radius->Integer("listings", sync.blast_radius.listings));
    RIFF_TRY(sync.blast_radius.share, radius->Number("share", sync.blast_radius.share));
    if (sync.blast_radius.listings < 0) {
      return radius->Refuse("listings", "must not be negative");
    }
    if (sync.blast_radius.share < 0 || sync.blast_radius.share > 1) {
      return radius->Refuse("share", "must be from 0 to 1");
    }
    RIFF_TRY(radius->Finish());
  }
  return table.Finish();
}

Result<void> ReadServer(TomlTable& table, Config& config) {
  RIFF_TRY(config.listen, table.Text("listen", config.listen));
  RIFF_TRY(config.api_token, table.Text("token", ""));
  if (!config.api_token.empty() && !config.api_token.starts_with("env:") && !config.api_token.starts_with("file:")) {
    return table.Refuse("token", R"(a secret must be a reference: "env:NAME" or "file:PATH")");
  }
  constexpr std::int64_t kBodyMin = 1024;
  constexpr std::int64_t kBodyMax = std::int64_t{64} << 20;
  RIFF_TRY(const std::int64_t body, table.Integer("body_bytes_max", static_cast<std::int64_t>(config.body_bytes_max)));
  if (body < kBodyMin || body > kBodyMax) {
    return table.Refuse("body_bytes_max", "must be from 1024 to 67108864");
  }
  config.body_bytes_max = static_cast<std::size_t>(body);
  constexpr std::int64_t kThreadsMax = 64;
  RIFF_TRY(const std::int64_t threads, table.Integer("threads", config.server_threads));
  if (threads < 1 || threads > kThreadsMax) {
    return table.Refuse("threads", "must be from 1 to 64");
  }
  config.server_threads = static_cast<int>(threads);
  return table.Finish();
}

Result<void> ReadHolds(TomlTable& table, Config& config) {
  RIFF_TRY(const std::string mode, table.Text("mode", "reserve_ttl"));
  if (mode == "off") {
    config.hold_mode = HoldMode::kOff;
  } else if (mode == "validate_only") {
    config.hold_mode = HoldMode::kValidateOnly;
  } else if (mode != "reserve_ttl") {
    return table.Refuse("mode", R"(must be "reserve_ttl", "validate_only" or "off")");
  }
  RIFF_TRY(config.hold_ttl, table.Span("ttl", config.hold_ttl));
  const HoldLimits limits;
  if (config.hold_ttl < limits.ttl_min || config.hold_ttl > limits.ttl_max) {
    return table.Refuse("ttl",
                        "must be from " + FormatDuration(limits.ttl_min) + " to " + FormatDuration(limits.ttl_max));
  }
  RIFF_TRY(config.hold_reap_interval, table.Span("reap_interval", config.hold_reap_interval));
  if (config.hold_reap_interval < std::chrono::seconds(1) || config.hold_reap_interval > std::chrono::hours(1)) {
    return table.Refuse("reap_interval", "must be from 1s to 1h");
  }
  return table.Finish();
}

Result<void> ReadPolicy(TomlTable& table, PlatformConfig& platform) {
  RIFF_TRY(platform.price_factor, table.Number("price_factor", 1.0));
  if (!(platform.price_factor > 0.01) || platform.price_factor > 100) {
    return table.Refuse("price_factor", "must be above 0.01 and at most 100");
  }
  RIFF_TRY(const std::int64_t buffer, table.Integer("buffer", 0));
  RIFF_TRY(const std::int64_t max_shown, table.Integer("max_shown", 0));
  if (buffer < 0) {
    return table.Refuse("buffer", "must not be negative");
  }
  if (max_shown < 0) {
    return table.Refuse("max_shown", "must not be negative (0: no cap)");
  }
  platform.buffer = Quantity(buffer);
  platform.max_shown = Quantity(max_shown);
  return table.Finish();
}

Result<void> ReadChannel(TomlTable& table, Platform name, Environment environment, PlatformConfig& platform) {
  std::map<std::string, ChannelSetting>& settings = platform.channels[environment];
  for (const ChannelKey& key : ChannelKeysOf(name)) {
    const int line = table.LineOf(key.name);
    RIFF_TRY(const std::string text, table.Text(key.name, ""));
    if (line == 0) {
      continue;
    }
    const bool reference = text.starts_with("env:") || text.starts_with("file:");
    if (key.kind == Kind::kSecret && !reference) {
      return table.Refuse(key.name, R"(a secret must be a reference: "env:NAME" or "file:PATH")");
    }
    settings[key.name] = ChannelSetting{text, line};
  }
  return table.Finish();
}

Result<void> ReadPlatform(TomlTable& table, Platform name, Config& config) {
  PlatformConfig& platform = config.platforms[name];
  RIFF_TRY(const std::string stage, table.Text("stage", "hybrid"));
  const Result<Stage> parsed = ParseStage(stage);
  if (!parsed.has_value()) {
    return table.Refuse("stage", parsed.error().message);
  }
  if (*parsed == Stage::kCanary || *parsed == Stage::kLive) {
    return table.Refuse(
        "stage", "must be \"off\", \"observe\", \"hybrid\" or \"halted\": only a cutover moves a platform to " + stage);
  }
  platform.stage = *parsed;
  RIFF_TRY(std::optional<TomlTable> policy, table.Table("policy"));
  if (policy.has_value()) {
    RIFF_TRY(ReadPolicy(*policy, platform));
  }
  for (const Environment environment : kEnvironments) {
    RIFF_TRY(std::optional<TomlTable> channel, table.Table(std::string(ToString(environment))));
    if (channel.has_value()) {
      RIFF_TRY(ReadChannel(*channel, name, environment, platform));
    }
  }
  return table.Finish();
}

Result<void> ReadPlatforms(TomlTable& table, Config& config) {
  for (const Platform platform : kPlatforms) {
    RIFF_TRY(std::optional<TomlTable> found, table.Table(std::string(ToString(platform))));
    if (found.has_value()) {
      RIFF_TRY(ReadPlatform(*found, platform, config));
    }
  }
  return table.Finish();
}

}  // namespace

Result<Config> ParseConfig(const std::string& text, const std::string& path) {
  RIFF_TRY(TomlTable top, TomlTable::Parse(text, path));
  Config config;
  config.path = path;
  config.folder = std::filesystem::path(path).parent_path().string();
  config.store_url = "sqlite:riff.db";
  RIFF_TRY(std::optional<TomlTable> store, top.Table("store"));
  if (store.has_value()) {
    RIFF_TRY(config.store_url, store->Text("url", config.store_url));
    if (!config.store_url.starts_with("sqlite:") && !config.store_url.starts_with("postgresql://")) {
      return store->Refuse("url", R"(must be "sqlite:PATH" or "postgresql://user@host/db")");
    }
    RIFF_TRY(store->Finish());
  }
  RIFF_TRY(std::optional<TomlTable> server, top.Table("server"));
  if (server.has_value()) {
    RIFF_TRY(ReadServer(*server, config));
  }
  RIFF_TRY(std::optional<TomlTable> sync, top.Table("sync"));
  if (sync.has_value()) {
    RIFF_TRY(ReadSync(*sync, config));
  }
  RIFF_TRY(std::optional<TomlTable> holds, top.Table("holds"));
  if (holds.has_value()) {
    RIFF_TRY(ReadHolds(*holds, config));
  }
  RIFF_TRY(std::optional<TomlTable> platforms, top.Table("platforms"));
  if (platforms.has_value()) {
    RIFF_TRY(ReadPlatforms(*platforms, config));
  }
  RIFF_TRY(std::optional<TomlTable> simulation, top.Table("simulation"));
  if (simulation.has_value()) {
    RIFF_TRY(config.simulation_control, simulation->Text("control", ""));
    RIFF_TRY(simulation->Finish());
  }
  RIFF_TRY(top.Finish());
  return config;
}

Result<Config> LoadConfig(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Fail(ErrorKind::kNotFound, "no config file " + path + ": riff init writes one to start from");
  }
  std::ostringstream text;
  text << file.rdbuf();
  return ParseConfig(text.str(), path);
}

std::string ConfigPath(const std::string& flag) {
  if (!flag.empty()) {
    return flag;
  }
  const std::string named = EnvironmentValue("RIFF_CONFIG");
  return named.empty() ? "riff.toml" : named;
}

std::string EnvironmentValue(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::string() : std::string(value);
}

Result<Secret> ResolveSecret(const std::string& reference, const std::string& folder) {
  if (reference.starts_with("env:")) {
    const std::string value = EnvironmentValue(reference.substr(4));
    if (value.empty()) {
      return Fail(ErrorKind::kInvalid, "the secret " + reference + " is not set: export " + reference.substr(4));
    }
    return Secret(value);
  }
  if (!reference.starts_with("file:")) {
    return Fail(ErrorKind::kInvalid, R"(a secret must be a reference: "env:NAME" or "file:PATH")");
  }
  const std::filesystem::path named(reference.substr(5));
  const std::filesystem::path path = named.is_absolute() ? named : std::filesystem::path(folder) / named;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  std::string secret = text.str();
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) {
    secret.pop_back();
  }
  if (!file || secret.empty()) {
    return Fail(ErrorKind::kInvalid, "the secret " + reference + " is missing or empty: write it to " + path.string());
  }
  return Secret(std::move(secret));
}

const std::vector<ChannelKey>& ChannelKeysOf(Platform platform) {
  static const std::map<Platform, std::vector<ChannelKey>> keys = {
      {Platform::kEbay,
       {{"url"},
        {"auth_url"},
        {"client_id"},
        {"client_secret", Kind::kSecret},
        {"refresh_token", Kind::kSecret},
        {"marketplace"},
        {"location"},
        {"fulfillment_policy"},
        {"payment_policy"},
        {"return_policy"},
        {"category"},
        {"location_postal_code"},
        {"location_country"},
        {"legacy"},
        {"sweep"},
        {"verification_token", Kind::kSecret},
        {"webhook_endpoint"},
        {"index_lag"}}},
      {Platform::kReverb, {{"url"}, {"token", Kind::kSecret}, {"shipping_profile"}, {"index_lag"}}},
      {Platform::kShopify,
       {{"url"},
        {"shop"},
        {"version"},
        {"token", Kind::kSecret},
        {"location"},
        {"webhook_secret", Kind::kSecret},
        {"previous_webhook_secret", Kind::kSecret},
        {"index_lag"}}},
      {Platform::kTiktok,
       {{"url"},
        {"auth_url"},
        {"app_key"},
        {"app_secret", Kind::kSecret},
        {"access_token", Kind::kSecret},
        {"refresh_token", Kind::kSecret},
        {"shop_cipher"},
        {"warehouse"},
        {"category"},
        {"index_lag"}}},
      {Platform::kVr,
       {{"folder"},
        {"work_orders"},
        {"url"},
        {"user"},
        {"password", Kind::kSecret},
        {"pace"},
        {"currency"},
        {"index_lag"}}},
  };
  return keys.at(platform);
}

}  // namespace riff
