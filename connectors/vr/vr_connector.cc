#include "connectors/vr/vr_connector.h"

#include <array>
#include <memory>
#include <utility>

#include "connectors/http/outcome.h"
#include "connectors/http/url.h"
#include "connectors/vr/vr_folder.h"
#include "connectors/vr/vr_form.h"
#include "connectors/vr/vr_reader.h"
#include "connectors/vr/vr_site.h"
#include "connectors/vr/vr_work_orders.h"
#include "connectors/vr/vr_writer.h"

namespace riff::vr {
namespace {

// Any host with this in its name, whatever stands around it: the live site is never automated.
constexpr std::string_view kLiveSite = "vintageandrare";

constexpr std::size_t kTitleMax = 120;

Result<void> ValidateUrl(const std::string& url) {
  if (Says(url, kLiveSite)) {
    return Fail(ErrorKind::kInvalid, "vr: url names the live V&R site, which RIFF never automates");
  }
  const Result<UrlParts> parts = SplitUrl(url);
  if (!parts) return Fail(WithContext("vr: url", parts.error()));
  if (parts->path != "/" || !parts->query.empty()) {
    return Fail(ErrorKind::kInvalid, "vr: url is scheme, host and port only");
  }
  // A transport would read user names and escapes in a host in its own way.
  if (parts->authority.find_first_of("@%") != std::string::npos) {
    return Fail(ErrorKind::kInvalid, "vr: url has a host with @ or % in it");
  }
  return {};
}

// Stands for a connector that cannot be: says why, and sends nothing.
class RefusedReader final : public ChannelReader {
 public:
  explicit RefusedReader(Error why) : why_(std::move(why)) {}

  Result<Page<RemoteListing>> ListListings(RunContext&, const std::optional<Cursor>&) override { return Fail(why_); }
  std::vector<Result<RemoteListing>> GetListings(RunContext&, std::span<const ListingRef> refs) override {
    return std::vector<Result<RemoteListing>>(refs.size(), Fail(why_));
  }
  Result<std::vector<RemoteListing>> FindBySku(RunContext&, const Sku&) override { return Fail(why_); }
  Result<Page<Order>> ListOrders(RunContext&, const OrderWindow&, const std::optional<Cursor>&) override {
    return Fail(why_);
  }
  Result<Order> GetOrder(RunContext&, const OrderId&) override { return Fail(why_); }

 private:
  Error why_;
};

class RefusedProber final : public ChannelProber {
 public:
  explicit RefusedProber(Error why) : why_(std::move(why)) {}
  Result<ChannelProbe> Probe(RunContext&) override { return Fail(why_); }

 private:
  Error why_;
};

// The folder's name, once its file has been read.
class FolderProber final : public ChannelProber {
 public:
  FolderProber(std::string name, std::unique_ptr<Folder> folder) : name_(std::move(name)), folder_(std::move(folder)) {}

  Result<ChannelProbe> Probe(RunContext&) override {
    RIFF_TRY(folder_->Take());
    ChannelProbe probe;
    probe.account = name_;
    return probe;
  }

 private:
  std::string name_;
  std::unique_ptr<Folder> folder_;
};

class SiteProber final : public ChannelProber {
 public:
  SiteProber(std::shared_ptr<Site> site, std::string user) : site_(std::move(site)), user_(std::move(user)) {}

  Result<ChannelProbe> Probe(RunContext&) override {
    RIFF_TRY(const HttpResponse page, site_->Get("vr.account.get", "/account", std::chrono::seconds(30)));
    if (page.status != 200) return Fail(StatusError("vr.account.get", page, RequestEffect::kRead));
    ChannelProbe probe;
    probe.account = user_;
    probe.server_time = ServerTime(page);
    return probe;
  }

 private:
  std::shared_ptr<Site> site_;  // Shared: all parts of the connector use one session.
  std::string user_;
};

Connector MakeFolderConnector(const Channel& channel, const Config& config, const Parts& parts, Access access) {
  // A sandbox begins as an empty shop; a missing production export is a mistake.
  const bool is_sandbox = channel.environment == Environment::kSandbox;
  const MissingFile missing = is_sandbox ? MissingFile::kIsAnEmptyShop : MissingFile::kIsAnError;
  const auto folder = [&] { return std::make_unique<Folder>(config.folder, config.currency, missing, parts.clock); };
  Connector connector;
  connector.channel = channel;
  connector.can = CapabilitiesOf(config);
  const bool writes_orders = access == Access::kReadAndWrite && !is_sandbox && !config.work_orders.empty();
  std::unique_ptr<SnapshotSource> source = folder();
  if (writes_orders) source = MakeProvingSource(std::move(source), config.work_orders, parts.clock);
  connector.reader = MakeReader(channel, std::move(source), "");
  if (access == Access::kReadAndWrite && is_sandbox) connector.writer = MakeFolderWriter(folder());
  if (writes_orders) connector.writer = MakeWorkOrderWriter(folder(), config.work_orders, parts.clock);
  connector.prober = std::make_unique<FolderProber>(config.folder, folder());
  return connector;
}

Connector MakeSiteConnector(const Channel& channel, const Config& config, const Parts& parts, Access access) {
  const auto site =
      std::make_shared<Site>(parts.transport, parts.clock, SiteLogin{config.url, config.user, config.password});
  const auto source = [&] { return MakeExportSource(site, parts.clock, config.currency); };
  Connector connector;
  connector.channel = channel;
  connector.can = CapabilitiesOf(config);
  connector.reader = MakeReader(channel, source(), site->url());
  if (access == Access::kReadAndWrite) connector.writer = MakeSiteWriter(site, source(), parts.clock, config.index_lag);
  connector.prober = std::make_unique<SiteProber>(site, config.user);
  return connector;
}

}  // namespace

Result<void> ValidateConfig(const Config& config) {
  if (config.folder.empty() == config.url.empty()) {
    return Fail(ErrorKind::kInvalid, "vr: give either folder or url");
  }
  if (!config.work_orders.empty() && config.folder.empty()) {
    return Fail(ErrorKind::kInvalid, "vr: work_orders go with a folder; a stand-in is written itself");
  }
  if (config.pace < Duration(0)) return Fail(ErrorKind::kInvalid, "vr: pace is below zero");
  if (config.url.empty()) return {};
  RIFF_TRY(ValidateUrl(config.url));
  if (config.user.empty() || config.password.empty()) {
    return Fail(ErrorKind::kInvalid, "vr: url needs user and password");
  }
  return {};
}

Capabilities CapabilitiesOf(const Config& config) {
  const bool is_site = config.folder.empty();
  Capabilities can;
  can.sets_quantity = true;
  can.sets_price = true;
  can.sets_content = true;
  can.ends = true;
  can.creates = true;
  can.relists = true;
  can.reads_orders = true;
  can.orders_from_state = true;
  can.id_known_later = is_site;
  can.absence_by_get = is_site;  // The edit page knows; of a file that lacks a row nobody can ask.
  can.quantity_max = Quantity(1);
  can.title_max = kTitleMax;
  can.rows_per_write_call = 1;
  const double seconds = std::chrono::duration<double>(config.pace).count();
  can.write_calls_per_second = is_site && seconds > 0 ? 1 / seconds : 100;
  if (is_site) can.index_lag = config.index_lag;
  return can;
}

RateRules RatesOf() { return RatesOf(Config()); }

RateRules RatesOf(const Config& config) {
  RateRules rules;
  if (config.pace > Duration(0)) {
    rules.read = {{1, config.pace}};
    rules.write = {{1, config.pace}};
  }
  return rules;
}

RateClass RateClassOf(const HttpRequest&) { return RateClass::kRead; }

bool IsReading(const HttpRequest& request) {
  constexpr std::array<std::string_view, 4> kPages = {"/account", "/instruments/export_inventory",
                                                      "/instruments/export_inventory/export_inventory",
                                                      "/instruments/add_edit_item"};
  const Result<UrlParts> parts = SplitUrl(request.url);
  if (!parts || !parts->query.empty()) return false;
  std::string_view path = parts->path;
  if (request.method == HttpMethod::kPost) return path == "/do_login";
  if (request.method != HttpMethod::kGet) return false;
  // The form of one listing: its number behind the last slash.
  const std::size_t slash = path.rfind('/');
  const std::string_view last = path.substr(slash + 1);
  const bool is_number = !last.empty() && last.find_first_not_of("0123456789") == std::string_view::npos;
  if (is_number) return path.substr(0, slash) == "/instruments/add_edit_item";
  for (const std::string_view page : kPages) {
    if (path == page) return true;
  }
  return false;
}

std::vector<std::string> OriginsOf(const Config& config) {
  if (!ValidateConfig(config) || config.url.empty()) return {};
  const Result<std::string> origin = OriginOf(config.url);
  if (!origin) return {};
  return {*origin};
}

Connector MakeConnector(const Channel& channel, const Config& config, const Parts& parts, Access access) {
  const Result<void> valid = ValidateConfig(config);
  if (!valid) {
    Connector connector;
    connector.channel = channel;
    connector.reader = std::make_unique<RefusedReader>(valid.error());
    connector.prober = std::make_unique<RefusedProber>(valid.error());
    return connector;
  }
  if (config.url.empty()) return MakeFolderConnector(channel, config, parts, access);
  return MakeSiteConnector(channel, config, parts, access);
}

}  // namespace riff::vr
