#include "connectors/ebay/ebay_bulk_writer.h"

#include <map>
#include <utility>

#include "connectors/ebay/ebay_codec.h"

namespace riff::ebay {
namespace {

using Trouble = BulkOutcome::Trouble;

BulkOutcome Settled(const BulkRow& row, std::span<const RowAnswer> answers) {
  BulkOutcome outcome{.note = OutcomeOf(row, answers), .trouble = Trouble::kNone};
  if (outcome.note.has_value()) {
    return outcome;
  }
  outcome.trouble = RefusedZero(row, answers)       ? Trouble::kZeroRefused
                    : RefusedOffer(row, answers)    ? Trouble::kOfferRefused
                    : RefusedRevision(row, answers) ? Trouble::kRevisionRefused
                                                    : Trouble::kOther;
  return outcome;
}

BulkOutcome Failed(const BulkRow& row, Error error, const std::vector<ApiError>& errors) {
  // A refusal of the whole call speaks of its row when there is only that one.
  const RowAnswer answer{.sku = row.sku, .offer = row.offer, .status = 400, .errors = errors, .warnings = {}};
  BulkOutcome outcome = Settled(row, std::span(&answer, 1));
  outcome.note = Fail(std::move(error));
  return outcome;
}

// Rows grouped so that no SKU is twice in a round; within a round, 25 to a call.
std::vector<std::vector<std::vector<std::size_t>>> RoundsOf(std::span<const BulkRow> rows) {
  std::vector<std::vector<std::vector<std::size_t>>> rounds;
  std::map<Sku, std::size_t> seen;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t round = seen[rows[i].sku]++;
    if (round == rounds.size()) {
      rounds.emplace_back();
    }
    auto& calls = rounds[round];
    if (calls.empty() || calls.back().size() == kBulkRowsMax) {
      calls.emplace_back();
    }
    calls.back().push_back(i);
  }
  return rounds;
}

}  // namespace

BulkWriter::BulkWriter(const Config& config, std::shared_ptr<Client> client)
    : requests_(config), client_(std::move(client)) {}

std::vector<BulkOutcome> BulkWriter::Update(std::span<const BulkRow> rows) {
  std::vector<BulkOutcome> outcomes(
      rows.size(), BulkOutcome{.note = Fail(ErrorKind::kUnavailable, "not sent"), .trouble = Trouble::kOther});
  for (const Calls& calls : RoundsOf(rows)) {
    const Calls alone = SendCalls(rows, calls, outcomes);
    SendCalls(rows, alone, outcomes);
  }
  return outcomes;
}

BulkWriter::Calls BulkWriter::SendCalls(std::span<const BulkRow> rows, const Calls& calls,
                                        std::vector<BulkOutcome>& outcomes) {
  std::vector<HttpRequest> requests;
  for (const std::vector<std::size_t>& call : calls) {
    std::vector<BulkRow> carried;
    carried.reserve(call.size());
    for (const std::size_t i : call) {
      carried.push_back(rows[i]);
    }
    requests.push_back(requests_.BulkUpdate(BulkBody(carried)));
  }
  const std::vector<Result<HttpResponse>> answers = client_->SendAll(requests);

  Calls alone;
  for (std::size_t call = 0; call < calls.size(); ++call) {
    const Result<HttpResponse>& answer = answers[call];
    Result<std::vector<RowAnswer>> told =
        answer.has_value() ? RowAnswersOf(answer->body) : Result<std::vector<RowAnswer>>(Fail(answer.error()));
    std::vector<ApiError> errors;
    if (!told.has_value() && answer.has_value()) {
      errors = ErrorsOf(answer->body);
      told =
          Fail(Succeeded(answer->status) && errors.empty() ? WriteAnswerFailure(told.error())
                                                           : RefusalOf("bulk update", *answer, RequestEffect::kWrite));
    }
    // Only what one row can cause; a missing scope would refuse every one of them again.
    const bool refused = !told.has_value() && answer.has_value() && (answer->status == 400 || answer->status == 404) &&
                         (told.error().kind == ErrorKind::kRejected || told.error().kind == ErrorKind::kNotFound);
    for (const std::size_t i : calls[call]) {
      if (told.has_value()) {
        outcomes[i] = Settled(rows[i], *told);
      } else if (refused && calls[call].size() > 1) {
        alone.push_back({i});
      } else {
        outcomes[i] = Failed(rows[i], told.error(), errors);
      }
    }
  }
  return alone;
}

}  // namespace riff::ebay
