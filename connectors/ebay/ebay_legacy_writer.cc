#include "connectors/ebay/ebay_legacy_writer.h"

#include <algorithm>
#include <map>
#include <utility>

#include "connectors/ebay/ebay_legacy_codec.h"
#include "connectors/ebay/ebay_trading_codec.h"
#include "connectors/http/outcome.h"
#include "engine/base/digest.h"

namespace riff::ebay {
namespace {

using Trouble = ReviseOutcome::Trouble;

// A row that the answer says nothing certain of.
constexpr std::string_view kUnclear = "the answer says nothing of it";

Result<void> CheckAlone(const RemoteId& remote) {
  if (remote.text().find('/') != std::string::npos) {
    return Fail(ErrorKind::kUnsupported, "eBay takes down and shows variations as a group only: set the quantity");
  }
  return {};
}

// Rows grouped so that no item is twice in a round; within a round, four to a call.
std::vector<std::vector<std::vector<std::size_t>>> RoundsOf(std::span<const ReviseRow> rows) {
  std::vector<std::vector<std::vector<std::size_t>>> rounds;
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t round = seen[rows[i].item]++;
    if (round == rounds.size()) {
      rounds.emplace_back();
    }
    auto& calls = rounds[round];
    if (calls.empty() || calls.back().size() == kReviseRowsMax) {
      calls.emplace_back();
    }
    calls.back().push_back(i);
  }
  return rounds;
}

// An item's row is echoed once it is done. The quantity there is another count (with the sold units) and is not looked
// at.
bool Echoes(const TradingAnswer& answer, const ReviseRow& row) {
  return std::ranges::any_of(answer.document.root().All("InventoryStatus"), [&row](const XmlElement& echo) {
    return echo.OptionalText("ItemID") == row.item && (row.sku.empty() || echo.OptionalText("SKU") == row.sku);
  });
}

std::vector<TradingError> Naming(const std::vector<TradingError>& errors, const std::string& item) {
  std::vector<TradingError> naming;
  std::ranges::copy_if(errors, std::back_inserter(naming),
                       [&item](const TradingError& error) { return error.Names(item); });
  return naming;
}

bool Refuses(const std::vector<TradingError>& errors) {
  return std::ranges::any_of(errors, [](const TradingError& error) {
    return error.severity == TradingError::Severity::kError && error.id != kRedundant;
  });
}

ReviseOutcome Refused(const ReviseRow& row, const std::vector<TradingError>& errors) {
  ReviseOutcome outcome{.note = Fail(TradingRefusalOf("revise item " + row.item, errors, RequestEffect::kWrite)),
                        .trouble = Trouble::kOther};
  const ErrorKind kind = outcome.note.error().kind;
  if (kind == ErrorKind::kConflict) {
    outcome.trouble = OwnedByInventory(errors) ? Trouble::kOwnedByInventory : Trouble::kEnded;
  } else if (kind == ErrorKind::kRejected && RefusedZero(errors) && row.quantity == Quantity(0)) {
    outcome.trouble = Trouble::kZeroRefused;
  }
  return outcome;
}

// What the answer says for certain of one row; nothing: it must be sent alone to know.
std::optional<ReviseOutcome> Settled(const ReviseRow& row, const TradingAnswer& answer, std::size_t rows) {
  const std::vector<TradingError> errors = rows == 1 ? answer.errors : Naming(answer.errors, row.item);
  if (answer.ack != TradingAnswer::Ack::kFailure && Echoes(answer, row)) {
    return ReviseOutcome{.note = NoteOf(errors), .trouble = Trouble::kNone};
  }
  if (Refuses(errors) && answer.ack != TradingAnswer::Ack::kDone) {
    return Refused(row, errors);
  }
  // Values that were there already may be all that an answer tells of a row.
  if (Holds(errors, kRedundant) && !Refuses(errors)) {
    return ReviseOutcome{.note = NoteOf(errors), .trouble = Trouble::kNone};
  }
  return std::nullopt;
}

// A failure of the whole call that every one of its rows would meet again.
bool IsOfTheCall(const TradingAnswer& answer) {
  if (answer.ack != TradingAnswer::Ack::kFailure) {
    return false;
  }
  const ErrorKind kind = TradingRefusalOf("", answer.errors, RequestEffect::kWrite).kind;
  return kind == ErrorKind::kUnauthorized || kind == ErrorKind::kThrottled || kind == ErrorKind::kAmbiguous;
}

// A write of one thing: done, or its errors.
struct Single {
  TradingAnswer answer;
  std::string note;
};
Result<Single> SingleOf(std::string_view call, const Result<HttpResponse>& outcome) {
  RIFF_TRY(TradingAnswer answer, TradingAnswerOf(call, outcome, RequestEffect::kWrite));
  if (answer.ack == TradingAnswer::Ack::kFailure) {
    return Fail(TradingRefusalOf(call, answer.errors, RequestEffect::kWrite));
  }
  if (answer.ack == TradingAnswer::Ack::kPartial) {
    return Fail(ErrorKind::kAmbiguous, std::string(call) + ": done in part (" + NoteOf(answer.errors) + ")");
  }
  std::string note = NoteOf(answer.errors);
  return Single{.answer = std::move(answer), .note = std::move(note)};
}

}  // namespace

LegacyWriter::LegacyWriter(const Config& config, const std::shared_ptr<Client>& client)
    : trading_(config), client_(client), reader_(config, client) {}

std::vector<ReviseOutcome> LegacyWriter::Revise(std::span<const ReviseRow> rows) {
  std::vector<ReviseOutcome> outcomes(
      rows.size(), ReviseOutcome{.note = Fail(ErrorKind::kUnavailable, "not sent"), .trouble = Trouble::kOther});
  for (const Calls& calls : RoundsOf(rows)) {
    const Calls alone = SendCalls(rows, calls, outcomes);
    SendCalls(rows, alone, outcomes);
  }
  return outcomes;
}

LegacyWriter::Calls LegacyWriter::SendCalls(std::span<const ReviseRow> rows, const Calls& calls,
                                            std::vector<ReviseOutcome>& outcomes) {
  std::vector<HttpRequest> requests;
  for (const std::vector<std::size_t>& call : calls) {
    std::vector<ReviseRow> carried;
    for (const std::size_t i : call) {
      carried.push_back(rows[i]);
    }
    requests.push_back(trading_.Revise(carried));
  }
  const std::vector<Result<HttpResponse>> answers = client_->SendAll(requests);
  Calls alone;
  for (std::size_t call = 0; call < calls.size(); ++call) {
    const Result<TradingAnswer> answer = TradingAnswerOf("ReviseInventoryStatus", answers[call], RequestEffect::kWrite);
    for (const std::size_t i : calls[call]) {
      if (!answer.has_value()) {
        outcomes[i] = {.note = Fail(answer.error()), .trouble = Trouble::kOther};
        continue;
      }
      if (IsOfTheCall(*answer)) {
        outcomes[i] = Refused(rows[i], answer->errors);
        continue;
      }
      std::optional<ReviseOutcome> settled = Settled(rows[i], *answer, calls[call].size());
      if (settled) {
        outcomes[i] = *std::move(settled);
      } else if (calls[call].size() > 1) {
        alone.push_back({i});
      } else {
        outcomes[i] = {
            .note = Fail(ErrorKind::kAmbiguous, "revise item " + rows[i].item + ": " + std::string(kUnclear)),
            .trouble = Trouble::kOther};
      }
    }
  }
  return alone;
}

WriteOutcome LegacyWriter::End(const RemoteId& remote) {
  RIFF_TRY(CheckAlone(remote));
  const Result<HttpResponse> outcome = client_->Send(trading_.End(ItemIdOf(remote)));
  RIFF_TRY(const TradingAnswer answer, TradingAnswerOf("EndFixedPriceItem", outcome, RequestEffect::kWrite));
  if (answer.ack == TradingAnswer::Ack::kFailure && Holds(answer.errors, kAlreadyClosed)) {
    return Accepted{.remote = {}, .handle = {}, .shown = {}, .note = "was not for sale any more"};
  }
  RIFF_TRY(Single done, SingleOf("EndFixedPriceItem", outcome));
  return Accepted{.remote = {}, .handle = {}, .shown = {}, .note = std::move(done.note)};
}

WriteOutcome LegacyWriter::SetTexts(const RemoteId& remote, const ListingContent& content) {
  const std::string id = ItemIdOf(remote);
  if (content.title.empty() && content.description.empty()) {
    return Fail(ErrorKind::kRejected, "a legacy listing has a title and a description, and neither is given");
  }
  const HttpRequest request = trading_.SetTexts(id, content.title, content.description);
  RIFF_TRY(Single done, SingleOf("ReviseFixedPriceItem", client_->Send(request)));
  return Accepted{.remote = {}, .handle = {}, .shown = {}, .note = std::move(done.note)};
}

WriteOutcome LegacyWriter::Relist(const RemoteId& remote, Quantity quantity, const IdempotencyKey& key) {
  constexpr std::size_t kIdDigits = 32;
  RIFF_TRY(CheckAlone(remote));
  const std::string id = ItemIdOf(remote);
  const Result<LegacyItem> read = std::move(reader_.Items(std::span(&id, 1)).front());
  if (!read.has_value()) {
    const bool unknown = read.error().kind == ErrorKind::kNotFound;
    return Fail(
        WithContext("look at the item before it is relisted", unknown ? read.error() : NotYetWritten(read.error())));
  }
  if (!read->relisted_as.empty()) {
    return Restock(RemoteId(read->relisted_as), quantity);
  }
  if (read->rows.size() != 1 || read->rows.front().ref.remote.text() != id) {
    return Fail(ErrorKind::kUnsupported, "a listing with variations is relisted by hand");
  }
  if (read->rows.front().facts.status != ListingStatus::kEnded) {
    return Restock(remote, quantity);
  }
  const HttpRequest request = trading_.Relist(id, quantity, Sha256Hex(key.text()).substr(0, kIdDigits));
  RIFF_TRY(Single done, SingleOf("RelistFixedPriceItem", client_->Send(request)));
  const Result<std::string> number = done.answer.document.root().Text("ItemID");
  if (!number.has_value() || number->empty()) {
    return Fail(ErrorKind::kAmbiguous, "item " + id + " was relisted, and the answer does not say as what");
  }
  const RemoteId relisted(*number);
  return Accepted{.remote = relisted, .handle = LegacyHandle(relisted), .shown = {}, .note = std::move(done.note)};
}

WriteOutcome LegacyWriter::Restock(const RemoteId& remote, Quantity quantity) {
  const ReviseRow row{.item = ItemIdOf(remote), .sku = {}, .quantity = quantity, .price = {}};
  ReviseOutcome outcome = std::move(Revise(std::span(&row, 1)).front());
  RIFF_TRY(std::string note, std::move(outcome.note));
  return Accepted{.remote = remote, .handle = LegacyHandle(remote), .shown = {}, .note = std::move(note)};
}

}  // namespace riff::ebay
