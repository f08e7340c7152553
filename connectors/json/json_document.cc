#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory_resource>
#include <unordered_set>
#include <utility>

#include "connectors/json/json.h"
#include "connectors/json/json_node.h"
#include "engine/base/check.h"

// RapidJSON would assert on a wrong call of ours only, never on a text; it is a bug then.
#define RAPIDJSON_HAS_STDSTRING 1
#define RAPIDJSON_ASSERT(x) RIFF_CHECK(x, "RapidJSON is called as it asks")
#define RAPIDJSON_NOEXCEPT_ASSERT(x) ((void)0)
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace riff {
namespace {

// No platform nests a tenth as deep, and every reader of the values may recurse this far.
constexpr std::size_t kDepthMax = 256;

// RapidJSON's own Document would make numbers and texts the same thing, once it is told to keep the digits of numbers.
// So its events are taken here.
class NodeBuilder {
 public:
  explicit NodeBuilder(std::pmr::memory_resource& memory) : memory_(memory) {}

  bool Null() { return Push({.kind = JsonNode::Kind::kNull, .text = {}}); }
  bool Bool(bool truth) { return Push({.kind = JsonNode::Kind::kBool, .truth = truth, .text = {}}); }
  bool RawNumber(const char* digits, rapidjson::SizeType size, bool) {
    return Push({.kind = JsonNode::Kind::kNumber, .text = Keep({digits, size})});
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view kept = Keep({text, size});
    if (HoldsSurrogate(kept)) {
      why_ = "a text holds half a surrogate pair";
      return false;
    }
    return Push({.kind = JsonNode::Kind::kText, .text = kept});
  }
  bool Key(const char* text, rapidjson::SizeType size, bool copy) { return String(text, size, copy); }
  bool StartObject() { return Enter(); }
  bool StartArray() { return Enter(); }
  bool EndObject(rapidjson::SizeType members) {
    const std::size_t begin = pending_.size() - 2 * std::size_t{members};
    DropOverruled(begin);
    return Close(JsonNode::Kind::kObject, begin);
  }
  bool EndArray(rapidjson::SizeType rows) { return Close(JsonNode::Kind::kArray, pending_.size() - rows); }

  // Never called: numbers come as their digits.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  JsonNode root() const { return pending_.front(); }
  const char* why() const { return why_; }

 private:
  bool Push(JsonNode node) {
    pending_.push_back(node);
    return true;
  }

  bool Enter() {
    ++depth_;
    why_ = depth_ > kDepthMax ? "nested too deep" : why_;
    return depth_ <= kDepthMax;
  }

  // The pending nodes from `begin` on become the children of one new node in their place.
  bool Close(JsonNode::Kind kind, std::size_t begin) {
    --depth_;
    const std::size_t count = pending_.size() - begin;
    std::pmr::polymorphic_allocator<JsonNode> allocator(&memory_);
    JsonNode* const children = allocator.allocate(std::max<std::size_t>(count, 1));
    std::uninitialized_copy_n(pending_.begin() + static_cast<std::ptrdiff_t>(begin), count, children);
    pending_.resize(begin);
    return Push({.kind = kind, .text = {}, .children = children, .child_count = count});
  }

  // Of two members with one key the last one counts, as in every browser: the earlier ones go.
  void DropOverruled(std::size_t begin) {
    if (KeysDiffer(begin)) {
      return;
    }
    std::unordered_set<std::string_view> seen;
    std::vector<JsonNode> kept;  // From the last to the first, and so each value before its key.
    for (std::size_t i = pending_.size(); i > begin; i -= 2) {
      if (seen.insert(pending_[i - 2].text).second) {
        kept.push_back(pending_[i - 1]);
        kept.push_back(pending_[i - 2]);
      }
    }
    pending_.resize(begin);
    pending_.insert(pending_.end(), kept.rbegin(), kept.rend());
  }

  // Quick for the objects that platforms send; a large one is left to the set.
  bool KeysDiffer(std::size_t begin) const {
    constexpr std::size_t kFewNodes = 128;
    if (pending_.size() - begin > kFewNodes) {
      return false;
    }
    for (std::size_t i = begin; i < pending_.size(); i += 2) {
      for (std::size_t k = i + 2; k < pending_.size(); k += 2) {
        if (pending_[i].text == pending_[k].text) {
          return false;
        }
      }
    }
    return true;
  }

  // An escape can spell half a surrogate pair, which RapidJSON 1.1 lets through for the second half; it begins with
  // these bytes in no good UTF-8.
  static bool HoldsSurrogate(std::string_view text) {
    for (std::size_t at = text.find('\xed'); at != std::string_view::npos; at = text.find('\xed', at + 1)) {
      if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xa0) {
        return true;
      }
    }
    return false;
  }

  std::string_view Keep(std::string_view text) {
    if (text.empty()) {
      return {};
    }
    auto* const kept = static_cast<char*>(memory_.allocate(text.size(), 1));
    std::memcpy(kept, text.data(), text.size());
    return {kept, text.size()};
  }

  std::pmr::memory_resource& memory_;
  std::vector<JsonNode> pending_;
  std::size_t depth_ = 0;
  const char* why_ = nullptr;
};

tl::unexpected<Error> NotJson(std::size_t offset, std::string_view why) {
  return Fail(ErrorKind::kInvalid, fmt::format("not JSON at offset {}: {}", offset, why));
}

}  // namespace

struct JsonDocument::Impl {
  std::pmr::monotonic_buffer_resource memory;
  JsonNode root;
};

Result<JsonDocument> JsonDocument::Parse(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  const std::size_t skipped = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  auto impl = std::make_unique<Impl>();
  NodeBuilder builder(impl->memory);
  rapidjson::MemoryStream stream(text.data() + skipped, text.size() - skipped);
  rapidjson::Reader reader;
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
  const rapidjson::ParseResult parsed = reader.Parse<kFlags>(stream, builder);
  if (parsed.IsError()) {
    return NotJson(skipped + parsed.Offset(),
                   builder.why() != nullptr ? builder.why() : rapidjson::GetParseError_En(parsed.Code()));
  }
  // RapidJSON takes a NUL byte for the end.
  if (stream.Tell() != text.size() - skipped) {
    return NotJson(skipped + stream.Tell(), "a NUL byte follows the value");
  }
  impl->root = builder.root();
  return JsonDocument(std::move(impl));
}

JsonDocument::JsonDocument(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonValue JsonDocument::root() const {
  RIFF_CHECK(impl_ != nullptr, "a document that was moved away has no values");
  return JsonValue(&impl_->root, "$");
}

}  // namespace riff
