#include "engine/runtime/channel_kit.h"

#include <filesystem>

#include "connectors/ebay/ebay_connector.h"
#include "connectors/reverb/reverb_connector.h"
#include "connectors/shopify/shopify_connector.h"
#include "connectors/tiktok/tiktok_connector.h"
#include "connectors/vr/vr_connector.h"
#include "engine/base/time.h"

namespace riff {

namespace {

// One channel's settings, read with the place of what is missing.
class Settings {
 public:
  Settings(const Config& config, Channel channel)
      : config_(config),
        channel_(channel),
        values_(config.platforms.at(channel.platform).channels.at(channel.environment)) {}

  std::string Text(const std::string& key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? std::string() : found->second.text;
  }

  Result<std::string> Demand(const std::string& key) const {
    std::string text = Text(key);
    if (text.empty()) {
      return Fail(ErrorKind::kInvalid, Place(key) + ": is missing");
    }
    return text;
  }

  Result<std::string> Url(const std::string& key) const {
    RIFF_TRY(std::string url, Demand(key));
    if (!url.starts_with("https://") && !url.starts_with("http://")) {
      return Fail(ErrorKind::kInvalid, Place(key) + ": must begin with https:// (or http:// for a stand-in)");
    }
    while (url.ends_with('/')) {
      url.pop_back();
    }
    return url;
  }

  Result<Secret> SecretOf(const std::string& key) const {
    RIFF_TRY(const std::string reference, Demand(key));
    Result<Secret> secret = ResolveSecret(reference, config_.folder);
    if (!secret.has_value()) {
      return Fail(WithContext(Place(key), secret.error()));
    }
    return secret;
  }

  // Empty when the key is not given.
  Result<Secret> OptionalSecret(const std::string& key) const {
    return Text(key).empty() ? Result<Secret>(Secret()) : SecretOf(key);
  }

  // Whether a key of two words has the second one; not given, it has the first.
  Result<bool> Chooses(const std::string& key, const std::string& first, const std::string& second) const {
    const std::string word = Text(key);
    if (!word.empty() && word != first && word != second) {
      return Fail(ErrorKind::kInvalid, Place(key) + ": must be " + first + " or " + second);
    }
    return word == second;
  }

  // Keys of which one is nothing without the other.
  Result<void> RequireTogether(const std::string& one, const std::string& other) const {
    if (Text(one).empty() != Text(other).empty()) {
      RIFF_TRY(Demand(one));
      RIFF_TRY(Demand(other));
    }
    return {};
  }

  Result<std::optional<Duration>> Span(const std::string& key) const {
    if (Text(key).empty()) {
      return std::optional<Duration>();
    }
    const Result<Duration> span = ParseDuration(Text(key));
    if (!span.has_value()) {
      return Fail(WithContext(Place(key), span.error()));
    }
    return std::optional(*span);
  }

  std::string Folder(const std::string& key) const {
    const std::filesystem::path named(Text(key));
    return (named.is_absolute() ? named : std::filesystem::path(config_.folder) / named).string();
  }

  std::string Place(const std::string& key) const {
    const auto found = values_.find(key);
    std::string place = config_.path;
    if (found != values_.end()) {
      place += " line " + std::to_string(found->second.line);
    }
    return place + ": platforms." + std::string(ToString(channel_.platform)) + "." +
           std::string(ToString(channel_.environment)) + "." + key;
  }

 private:
  const Config& config_;
  Channel channel_;
  const std::map<std::string, ChannelSetting>& values_;
};

Result<ChannelKit> EbayKit(const Settings& settings) {
  ebay::Config config;
  RIFF_TRY(config.url, settings.Url("url"));
  config.auth_url = settings.Text("auth_url");
  RIFF_TRY(config.client_id, settings.Demand("client_id"));
  RIFF_TRY(config.client_secret, settings.SecretOf("client_secret"));
  RIFF_TRY(config.refresh_token, settings.SecretOf("refresh_token"));
  if (!settings.Text("marketplace").empty()) {
    config.marketplace = settings.Text("marketplace");
  }
  config.location = settings.Text("location");
  config.fulfillment_policy = settings.Text("fulfillment_policy");
  config.payment_policy = settings.Text("payment_policy");
  config.return_policy = settings.Text("return_policy");
  config.category = settings.Text("category");
  config.location_postal_code = settings.Text("location_postal_code");
  config.location_country = settings.Text("location_country");
  RIFF_TRY(const bool has_legacy, settings.Chooses("legacy", "left_out", "included"));
  config.legacy = has_legacy ? ebay::Config::Legacy::kIncluded : ebay::Config::Legacy::kLeftOut;
  RIFF_TRY(const bool by_report, settings.Chooses("sweep", "pages", "report"));
  config.sweep = by_report ? ebay::Config::Sweep::kReport : ebay::Config::Sweep::kPages;
  RIFF_TRY(config.verification_token, settings.OptionalSecret("verification_token"));
  config.webhook_endpoint = settings.Text("webhook_endpoint");
  RIFF_TRY(settings.RequireTogether("verification_token", "webhook_endpoint"));
  return ChannelKit{ebay::OriginsOf(config),
                    ebay::IsReading,
                    ebay::RatesOf(),
                    ebay::RateClassOf,
                    std::nullopt,
                    [config](Channel channel, const KitParts& parts, Access access) {
                      return ebay::MakeConnector(channel, config,
                                                 ebay::Parts{parts.transport, parts.clock, parts.vault}, access);
                    }};
}

Result<ChannelKit> ReverbKit(const Settings& settings) {
  reverb::Config config;
  RIFF_TRY(config.url, settings.Url("url"));
  RIFF_TRY(config.token, settings.SecretOf("token"));
  config.shipping_profile = settings.Text("shipping_profile");
  return ChannelKit{reverb::OriginsOf(config),
                    reverb::IsReading,
                    reverb::RatesOf(),
                    reverb::RateClassOf,
                    std::nullopt,
                    [config](Channel channel, const KitParts& parts, Access access) {
                      return reverb::MakeConnector(channel, config,
                                                   reverb::Parts{parts.transport, parts.clock, parts.vault}, access);
                    }};
}

Result<ChannelKit> ShopifyKit(const Settings& settings) {
  shopify::Config config;
  RIFF_TRY(config.shop, settings.Demand("shop"));
  if (!settings.Text("url").empty()) {
    RIFF_TRY(config.url, settings.Url("url"));
  }
  if (!settings.Text("version").empty()) {
    config.version = settings.Text("version");
  }
  RIFF_TRY(config.token, settings.SecretOf("token"));
  RIFF_TRY(config.location, settings.Demand("location"));
  RIFF_TRY(config.webhook_secret, settings.OptionalSecret("webhook_secret"));
  RIFF_TRY(config.previous_webhook_secret, settings.OptionalSecret("previous_webhook_secret"));
  if (!config.previous_webhook_secret.empty()) {
    RIFF_TRY(settings.Demand("webhook_secret"));
  }
  return ChannelKit{shopify::OriginsOf(config),
                    shopify::IsReading,
                    shopify::RatesOf(),
                    shopify::RateClassOf,
                    std::nullopt,
                    [config](Channel channel, const KitParts& parts, Access access) {
                      return shopify::MakeConnector(channel, config,
                                                    shopify::Parts{parts.transport, parts.clock, parts.vault}, access);
                    }};
}

Result<ChannelKit> TiktokKit(const Settings& settings) {
  tiktok::Config config;
  RIFF_TRY(config.url, settings.Url("url"));
  RIFF_TRY(config.auth_url, settings.Url("auth_url"));
  RIFF_TRY(config.app_key, settings.Demand("app_key"));
  RIFF_TRY(config.app_secret, settings.SecretOf("app_secret"));
  RIFF_TRY(config.access_token, settings.SecretOf("access_token"));
  RIFF_TRY(config.refresh_token, settings.SecretOf("refresh_token"));
  RIFF_TRY(config.shop_cipher, settings.Demand("shop_cipher"));
  RIFF_TRY(config.warehouse, settings.Demand("warehouse"));
  config.category = settings.Text("category");
  return ChannelKit{tiktok::OriginsOf(config),
                    tiktok::IsReading,
                    tiktok::RatesOf(),
                    tiktok::RateClassOf,
                    std::nullopt,
                    [config](Channel channel, const KitParts& parts, Access access) {
                      return tiktok::MakeConnector(channel, config,
                                                   tiktok::Parts{parts.transport, parts.clock, parts.vault}, access);
                    }};
}

Result<ChannelKit> VrKit(const Settings& settings) {
  vr::Config config;
  if (!settings.Text("folder").empty()) {
    config.folder = settings.Folder("folder");
    if (!settings.Text("work_orders").empty()) {
      config.work_orders = settings.Folder("work_orders");
    }
  } else {
    RIFF_TRY(config.url, settings.Url("url"));
    RIFF_TRY(config.user, settings.Demand("user"));
    RIFF_TRY(config.password, settings.SecretOf("password"));
  }
  RIFF_TRY(const std::optional<Duration> pace, settings.Span("pace"));
  config.pace = pace.value_or(config.pace);
  RIFF_TRY(const std::optional<Duration> index_lag, settings.Span("index_lag"));
  config.index_lag = index_lag.value_or(config.index_lag);
  if (!settings.Text("currency").empty()) {
    const Result<Currency> currency = Currency::Parse(settings.Text("currency"));
    if (!currency.has_value()) {
      return Fail(WithContext(settings.Place("currency"), currency.error()));
    }
    config.currency = *currency;
  }
  const Result<void> valid = vr::ValidateConfig(config);
  if (!valid.has_value()) {
    return Fail(WithContext(settings.Place("url"), valid.error()));
  }
  return ChannelKit{vr::OriginsOf(config),
                    vr::IsReading,
                    vr::RatesOf(config),
                    vr::RateClassOf,
                    std::nullopt,
                    [config](Channel channel, const KitParts& parts, Access access) {
                      return vr::MakeConnector(channel, config, vr::Parts{parts.transport, parts.clock, parts.vault},
                                               access);
                    }};
}

Result<ChannelKit> PlatformKit(const Settings& settings, Platform platform) {
  switch (platform) {
    case Platform::kEbay:
      return EbayKit(settings);
    case Platform::kReverb:
      return ReverbKit(settings);
    case Platform::kShopify:
      return ShopifyKit(settings);
    case Platform::kTiktok:
      return TiktokKit(settings);
    case Platform::kVr:
      return VrKit(settings);
  }
  return Fail(ErrorKind::kInvalid, "no such platform");
}

}  // namespace

Result<ChannelKit> KitOf(const Config& config, Channel channel) {
  const Settings settings(config, channel);
  RIFF_TRY(ChannelKit kit, PlatformKit(settings, channel.platform));
  RIFF_TRY(kit.index_lag, settings.Span("index_lag"));
  return kit;
}

}  // namespace riff
