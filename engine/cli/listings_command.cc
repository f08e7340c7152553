#include <CLI/CLI.hpp>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/sync/observe_listings.h"

namespace riff {

namespace {

struct ListingFlags {
  std::string sku;
  std::string channel;
  std::string text;
  std::string after;
  bool unlinked = false;
  std::size_t limit = 50;
};

void WriteListing(JsonWriter& json, const Listing& listing, const std::optional<Link>& link) {
  json.BeginObject().Key("channel").Text(ToString(listing.key.channel));
  json.Key("remote_id").Text(listing.key.remote.text()).Key("generation").Integer(listing.generation);
  json.Key("product").Text(link.has_value() ? link->product.text() : "");
  json.Key("sku_shown").Text(listing.sku_shown.text()).Key("title").Text(listing.title).Key("url").Text(listing.url);
  json.Key("status").Text(ToString(listing.observed.status)).Key("quantity");
  if (listing.observed.quantity.has_value()) {
    json.Integer(listing.observed.quantity->units());
  } else {
    json.Null();
  }
  json.Key("price");
  if (listing.observed.price.has_value()) {
    json.Text(FormatDecimal(*listing.observed.price)).Key("currency").Text(listing.observed.price->currency.code());
  } else {
    json.Null();
  }
  json.Key("observed_at").Text(FormatUtc(listing.observed_at)).EndObject();
}

Result<std::optional<ListingKey>> AfterOf(const ListingFlags& flags) {
  if (flags.after.empty()) {
    return std::optional<ListingKey>();
  }
  const std::size_t blank = flags.after.find(' ');
  if (blank == std::string::npos) {
    return Fail(ErrorKind::kInvalid, "--after must be \"CHANNEL ID\", as the last line of the page before says");
  }
  RIFF_TRY(const Channel channel, ParseChannel(flags.after.substr(0, blank)));
  return std::optional(ListingKey{channel, RemoteId(flags.after.substr(blank + 1))});
}

ExitCode ListListings(Console& console, const Invocation& invocation, const ListingFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    ListingFilter filter;
    if (!flags.sku.empty()) {
      filter.product = Sku(flags.sku);
    }
    if (!flags.channel.empty()) {
      RIFF_TRY(filter.channel, ParseChannel(flags.channel));
    }
    filter.text = flags.text;
    filter.unlinked_only = flags.unlinked;
    RIFF_TRY(const std::optional<ListingKey> after, AfterOf(flags));
    std::vector<std::vector<std::string>> rows;
    std::string last;
    JsonWriter json;
    json.BeginObject().Key("listings").BeginArray();
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(const std::vector<Listing> listings, tx.listings.List(filter, after, flags.limit));
      for (const Listing& listing : listings) {
        RIFF_TRY(const std::optional<Link> link, tx.links.Of(listing.key));
        rows.push_back({ToString(listing.key.channel), listing.key.remote.text(),
                        link.has_value() ? link->product.text() : "(unlinked)",
                        link.has_value() ? std::string(ToString(link->source)) : "", Describe(listing.observed),
                        listing.title});
        WriteListing(json, listing, link);
        last = ToString(listing.key.channel) + " " + listing.key.remote.text();
      }
      return {};
    }));
    json.EndArray().EndObject();
    console.Table({{"CHANNEL"}, {"LISTING"}, {"PRODUCT"}, {"LINK"}, {"SHOWS"}, {"TITLE"}}, rows);
    console.Line(std::to_string(rows.size()) + " listings" +
                 (rows.size() == flags.limit ? "; more: --after \"" + last + "\"" : ""));
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

}  // namespace

void AddListingsCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* listings = app.add_subcommand("listings", "List listings and what they show");
  listings->footer("Example:\n  riff listings SG-61\n  riff listings --channel ebay/production --unlinked");
  auto flags = std::make_shared<ListingFlags>();
  listings->add_option("sku", flags->sku, "Only those of this product");
  listings->add_option("--channel", flags->channel, "Only those of this channel");
  listings->add_option("--text", flags->text, "Part of the title, SKU or remote id");
  listings->add_flag("--unlinked", flags->unlinked, "Only those linked to no product");
  listings->add_option("--after", flags->after, "Go on after this one");
  listings->add_option("--limit", flags->limit, "At most so many")->capture_default_str()->check(CLI::Range(1, 10000));
  listings->callback([&invocation, flags] {
    invocation.action = [flags](Console& console, const Invocation& given) {
      return ListListings(console, given, *flags);
    };
  });
}

}  // namespace riff
