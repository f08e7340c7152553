// ShopifyFace: the files of bulk reads, as a storage service gives them out.

#include <algorithm>
#include <string>

#include "mocks/shopify_face.h"
#include "mocks/wire_request.h"

namespace riff::sim {
namespace {

constexpr std::string_view kType = "application/jsonl";

// "bytes=100-" and "bytes=100-199"; everything else is answered whole, as HTTP lets a server do.
ServerResponse InRange(const std::string& file, std::string_view range) {
  constexpr std::string_view kUnit = "bytes=";
  const std::size_t dash = range.find('-');
  if (!range.starts_with(kUnit) || dash == std::string_view::npos) {
    return {200, {{"Content-Type", std::string(kType)}}, file};
  }
  const auto first = NumberInDigits(range.substr(kUnit.size(), dash - kUnit.size()));
  const auto last = NumberInDigits(range.substr(dash + 1));
  const auto size = static_cast<std::int64_t>(file.size());
  if (!first) {
    return {200, {{"Content-Type", std::string(kType)}}, file};
  }
  if (*first >= size) {
    return {416, {{"Content-Range", "bytes */" + std::to_string(size)}}, ""};
  }
  const std::int64_t end = std::max(*first, std::min(last.value_or(size - 1), size - 1));
  const std::string span = std::to_string(*first) + "-" + std::to_string(end) + "/" + std::to_string(size);
  return {206,
          {{"Content-Type", std::string(kType)}, {"Content-Range", "bytes " + span}},
          file.substr(static_cast<std::size_t>(*first), static_cast<std::size_t>(end - *first + 1))};
}

}  // namespace

// A link carries its own proof, asks for no token, and goes stale.
ServerResponse ShopifyFace::AnswerFile(const ServerRequest& request, const std::string& name) const {
  const ServerResponse denied{403, {{"Content-Type", "application/xml"}}, "<Error><Code>AccessDenied</Code></Error>"};
  constexpr std::string_view kTail = ".jsonl";
  if (!name.ends_with(kTail)) {
    return denied;
  }
  const auto number = NumberInDigits(std::string_view(name).substr(0, name.size() - kTail.size()));
  const auto found = number ? shop_.bulks.find(*number) : shop_.bulks.end();
  if (found == shop_.bulks.end() || ValueOf(FormPairs(request.Query()), "signature") != found->second.secret) {
    return denied;
  }
  const ShopifyBulk& bulk = found->second;
  const bool stale = !bulk.completed_at || shop_.Now() >= *bulk.completed_at + parts_.faults.KnobMs("bulk_link_ms");
  return stale || bulk.file.empty() ? denied : InRange(bulk.file, request.Header("Range"));
}

}  // namespace riff::sim
