#include "mocks/config_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string_view>
#include <system_error>
#include <utility>

namespace riff::sim {
namespace {

constexpr std::string_view kHead =
    R"(# Written by riff-mocks: a shop on five simulated marketplaces. Nothing here reaches a real one.

[store]
url = "sqlite:riff.db"

[server]
listen = "127.0.0.1:8080"

[sync]
interval = "30s"           # Short, so that a demo shows something; a real shop uses minutes.
full_sweep = "24h"
settle_time = "5s"         # The simulated sites show a write at once and a publication after a second.
raise = "two_reads"
create = "ask"
relist = "ask"
blast_radius = { listings = 5, share = 0.20 }

[holds]
mode = "reserve_ttl"
ttl = "20m"
)";

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
    }
    quoted += c;
  }
  return quoted + "\"";
}

// What a channel's `url` ends with, where its clients expect more than the host.
std::string_view UrlTail(Platform platform) { return platform == Platform::kReverb ? "/api" : ""; }

bool HasAuthUrl(Platform platform) { return platform == Platform::kEbay || platform == Platform::kTiktok; }

std::string ChannelTable(const Credentials& credentials, const std::string& url, SecretFiles& secrets) {
  const Platform platform = credentials.channel.platform;
  std::string table = "{ url = " + Quoted(url + std::string(UrlTail(platform)));
  if (HasAuthUrl(platform)) {
    table += ", auth_url = " + Quoted(url);
  }
  for (const auto& [name, value] : credentials.keys) {
    std::string shown = value;
    if (IsSecretKey(name)) {
      const std::string file =
          std::string(ToString(platform)) + "_" + std::string(ToString(credentials.channel.environment)) + "_" + name;
      secrets[file] = value;
      shown = "file:secrets/" + file;
    }
    table += ", " + name + " = " + Quoted(shown);
  }
  table += ", index_lag = \"2s\"";  // A stand-in shows a change at once; the real sites take up to minutes.
  if (platform == Platform::kVr) {
    table += ", pace = \"20ms\"";  // The real site is asked every two seconds; nobody waits for a simulated one.
  }
  return table + " }";
}

Result<void> WriteFile(const std::filesystem::path& path, std::string_view text, mode_t mode) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (file < 0) {
    return Fail(ErrorKind::kInvalid, "cannot write " + path.string());
  }
  // A file that was there before keeps its mode unless it is told otherwise.
  bool written = ::fchmod(file, mode) == 0;
  while (written && !text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    written = count > 0;
    text.remove_prefix(written ? static_cast<std::size_t>(count) : 0);
  }
  if (::close(file) != 0 || !written) {
    return Fail(ErrorKind::kInvalid, "cannot write all of " + path.string());
  }
  return {};
}

}  // namespace

ConfigFile RenderConfig(const MockUrls& urls, Access production) {
  ConfigFile config;
  config.toml = std::string(kHead) + "\n[simulation]\ncontrol = " + Quoted(urls.control) + "\n";
  for (const Platform platform : kPlatforms) {
    config.toml += "\n[platforms." + std::string(ToString(platform)) + "]\nstage = \"hybrid\"\n";
    for (const Environment environment : kEnvironments) {
      const Channel channel{platform, environment};
      config.toml += std::string(ToString(environment)) + " = " +
                     ChannelTable(CredentialsFor(channel, production), urls.channels.at(channel), config.secrets) +
                     "\n";
    }
  }
  return config;
}

Result<void> WriteConfig(const ConfigFile& config, const std::filesystem::path& path) {
  const std::filesystem::path secrets = path.parent_path() / "secrets";
  std::error_code error;
  std::filesystem::create_directories(secrets, error);
  if (error) {
    return Fail(ErrorKind::kInvalid, "cannot make " + secrets.string() + ": " + error.message());
  }
  std::filesystem::permissions(secrets, std::filesystem::perms::owner_all, error);
  if (error) {
    return Fail(ErrorKind::kInvalid, "cannot protect " + secrets.string() + ": " + error.message());
  }
  for (const auto& [name, value] : config.secrets) {
    RIFF_TRY(WriteFile(secrets / name, value + "\n", 0600));
  }
  return WriteFile(path, config.toml, 0644);
}

}  // namespace riff::sim
