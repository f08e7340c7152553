#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/secret.h"
#include "engine/model/channel.h"
#include "engine/model/hold.h"
#include "engine/model/stage.h"
#include "engine/plan/policy.h"

namespace riff {

// A value of one channel's table, and where it stands, for errors.
struct ChannelSetting {
  std::string text;
  int line = 0;
};

// [platforms.reverb]: what is said of one platform.
struct PlatformConfig {
  Stage stage = Stage::kHybrid;
  double price_factor = 1.0;
  Quantity buffer;
  Quantity max_shown;
  // production = { … }, sandbox = { … }: only those given. Keys are checked against the platform's list.
  std::map<Environment, std::map<std::string, ChannelSetting>> channels;
};

// riff.toml, checked. Paths in it are relative to its own folder.
struct Config {
  std::string path;
  std::string folder;
  std::string store_url;
  std::string listen = "127.0.0.1:8080";
  std::string api_token;                              // A secret's reference; empty: none. Resolved by the server.
  std::size_t body_bytes_max = std::size_t{2} << 20;  // Of a request; larger: 413.
  int server_threads = 4;
  SyncPolicy sync;
  Duration interval = std::chrono::minutes(5);
  Duration full_sweep = std::chrono::hours(24);
  HoldMode hold_mode = HoldMode::kReserveTtl;
  Duration hold_ttl = std::chrono::minutes(20);
  Duration hold_reap_interval = std::chrono::minutes(1);  // Between looks for overdue holds.
  std::map<Platform, PlatformConfig> platforms;
  std::string simulation_control;  // Where simulated buyers are; empty: nowhere.
};

// Reads and checks a config file. kNotFound without the file (the message says how to make one); kInvalid names file,
// line, key and what was expected; an unknown key is refused with the nearest known one.
Result<Config> LoadConfig(const std::string& path);

// The same from a text; `path` is for messages and relative paths.
Result<Config> ParseConfig(const std::string& text, const std::string& path);

// --config, else RIFF_CONFIG, else ./riff.toml.
std::string ConfigPath(const std::string& flag);

// An environment variable, read nowhere else: empty when unset.
std::string EnvironmentValue(const std::string& name);

// "env:NAME" or "file:PATH" (relative to `folder`), its text without the newline at the end. kInvalid names the
// reference when it is neither form, unset, unreadable or empty; never the text.
Result<Secret> ResolveSecret(const std::string& reference, const std::string& folder);

// The keys a channel's table may have; those that are secrets must be references.
struct ChannelKey {
  std::string name;
  enum class Kind { kPlain, kSecret } kind = Kind::kPlain;
};
const std::vector<ChannelKey>& ChannelKeysOf(Platform platform);

// A config to start from, commented, as `riff init` writes it.
std::string StarterConfig();

}  // namespace riff
