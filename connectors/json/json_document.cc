#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory_resource>
#include <unordered_set>
#include <utility>

#include "connectors/json/json.h"
#include "connectors/json/json_node.h"
#include "engine/base/check.h"
#include "engine/base/utf8.h"

// RapidJSON would assert on a wrong call of ours only, never on a text; it is a bug then. Built in this way it is
// another library than RapidJSON is elsewhere, and so it has another name here.
#define RAPIDJSON_NAMESPACE rapidjson_in_place
#define RAPIDJSON_ASSERT(x) RIFF_CHECK(x, "RapidJSON is called as it asks")
#define RAPIDJSON_NOEXCEPT_ASSERT(x) ((void)0)
#ifdef __SSE2__
#define RAPIDJSON_SSE2  // Texts are looked through 16 bytes at a time.
#endif
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

namespace riff {
namespace {

// No platform nests a tenth as deep, and every reader of the values may recurse this far.
constexpr std::size_t kDepthMax = 256;

// RapidJSON reads whole words of this many bytes, and so beyond the end by less than that.
constexpr std::size_t kWordBytes = 16;

namespace json = RAPIDJSON_NAMESPACE;

// Which letters of a key are looked at before all of them are.
std::uint64_t MarkOf(std::string_view key) {
  const auto letter = [key](std::size_t at) { return static_cast<unsigned char>(key[at]); };
  const std::size_t sum = key.empty() ? 0 : letter(0) + 3u * letter(key.size() / 2) + 7u * letter(key.size() - 1);
  return std::uint64_t{1} << ((sum + 11 * key.size()) & 63);
}

void SetParents(const JsonNode& parent) {
  if (parent.kind == JsonNode::Kind::kArray || parent.kind == JsonNode::Kind::kObject) {
    for (std::uint32_t i = 0; i < parent.size; ++i) {
      parent.children[i].parent = &parent;
    }
  }
}

// RapidJSON's own Document would make numbers and texts the same thing, once it is told to keep the digits of numbers.
// So its events are taken here. Texts stay where they were read.
class NodeBuilder {
 public:
  enum class Surrogates { kImpossible, kPossible };
  NodeBuilder(std::pmr::memory_resource& memory, Surrogates surrogates) : memory_(memory), surrogates_(surrogates) {}

  bool Null() { return Push({.kind = JsonNode::Kind::kNull, .letters = nullptr}); }
  bool Bool(bool truth) { return Push({.kind = JsonNode::Kind::kBool, .truth = truth, .letters = nullptr}); }
  bool RawNumber(const char* digits, json::SizeType size, bool) {
    return Push({.kind = JsonNode::Kind::kNumber, .size = size, .letters = digits});
  }
  bool String(const char* text, json::SizeType size, bool) {
    if (surrogates_ == Surrogates::kPossible && HoldsSurrogate({text, size})) {
      why_ = "a text holds half a surrogate pair";
      return false;
    }
    return Push({.kind = JsonNode::Kind::kText, .size = size, .letters = text});
  }
  bool Key(const char* text, json::SizeType size, bool copy) { return String(text, size, copy); }
  bool StartObject() { return Enter(); }
  bool StartArray() { return Enter(); }
  bool EndObject(json::SizeType members) {
    const std::size_t begin = pending_.size() - 2 * std::size_t{members};
    DropOverruled(begin);
    return Close(JsonNode::Kind::kObject, begin);
  }
  bool EndArray(json::SizeType rows) { return Close(JsonNode::Kind::kArray, pending_.size() - rows); }

  // Never called: numbers come as their digits.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  JsonNode root() const { return pending_.front(); }
  const char* why() const { return why_; }
  std::string_view repeated_key() const { return repeated_key_; }  // Of any object; empty where no key was.

 private:
  bool Push(const JsonNode& node) {
    pending_.push_back(node);
    return true;
  }

  bool Enter() {
    ++depth_;
    why_ = depth_ > kDepthMax ? "nested too deep" : why_;
    return depth_ <= kDepthMax;
  }

  // The pending nodes from `begin` on become the children of one new node in their place. There they stay, so that
  // their own children can be told who their parent is; the new node moves once more.
  bool Close(JsonNode::Kind kind, std::size_t begin) {
    --depth_;
    const std::size_t count = pending_.size() - begin;
    std::pmr::polymorphic_allocator<JsonNode> allocator(&memory_);
    JsonNode* const children = allocator.allocate(std::max<std::size_t>(count, 1));
    std::uninitialized_copy_n(pending_.begin() + static_cast<std::ptrdiff_t>(begin), count, children);
    for (std::size_t i = 0; i < count; ++i) {
      SetParents(children[i]);
    }
    pending_.resize(begin);
    return Push({.kind = kind, .size = static_cast<std::uint32_t>(count), .children = children});
  }

  // Of two members with one key the last one counts, as in every browser: the earlier ones go.
  void DropOverruled(std::size_t begin) {
    if (KeysDiffer(begin)) {
      return;
    }
    std::unordered_set<std::string_view> seen;
    std::vector<JsonNode> kept;  // From the last to the first, and so each value before its key.
    for (std::size_t i = pending_.size(); i > begin; i -= 2) {
      if (seen.insert(pending_[i - 2].Text()).second) {
        kept.push_back(pending_[i - 1]);
        kept.push_back(pending_[i - 2]);
      } else {
        repeated_key_ = pending_[i - 2].Text();
      }
    }
    pending_.resize(begin);
    pending_.insert(pending_.end(), kept.rbegin(), kept.rend());
  }

  // Quick for the objects that platforms send, where few keys share a mark; a large one is left to the set.
  bool KeysDiffer(std::size_t begin) const {
    constexpr std::size_t kFewNodes = 128;
    if (pending_.size() - begin > kFewNodes) {
      return false;
    }
    std::uint64_t marks = 0;
    for (std::size_t i = begin; i < pending_.size(); i += 2) {
      const std::uint64_t mark = MarkOf(pending_[i].Text());
      for (std::size_t k = begin; (marks & mark) != 0 && k < i; k += 2) {
        if (pending_[i].Text() == pending_[k].Text()) {
          return false;
        }
      }
      marks |= mark;
    }
    return true;
  }

  // Half a surrogate pair begins with these bytes, and good UTF-8 never does.
  static bool HoldsSurrogate(std::string_view text) {
    for (std::size_t at = text.find('\xed'); at != std::string_view::npos; at = text.find('\xed', at + 1)) {
      if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xa0) {
        return true;
      }
    }
    return false;
  }

  std::pmr::memory_resource& memory_;
  Surrogates surrogates_;
  std::vector<JsonNode> pending_;
  std::size_t depth_ = 0;
  std::string_view repeated_key_;
  const char* why_ = nullptr;
};

// RapidJSON 1.1, where it looks through 16 bytes at a time, takes the last six control characters for letters. None of
// them stands anywhere in JSON.
bool IsOverlookedControl(char c) { return c >= 0x1a && c <= 0x1f; }

// Looks at every byte, because a loop without a way out is done by words.
bool HoldsOverlookedControl(std::string_view text) {
  bool found = false;
  for (const char c : text) {
    found |= IsOverlookedControl(c);
  }
  return found;
}

tl::unexpected<Error> NotJson(std::size_t offset, std::string_view why) {
  return Fail(ErrorKind::kInvalid, fmt::format("not JSON at offset {}: {}", offset, why));
}

}  // namespace

struct JsonDocument::Impl {
  explicit Impl(std::size_t bytes) : memory(bytes) {}

  // A copy of the text with zeros behind it, for RapidJSON to read in place.
  char* Keep(std::string_view text) {
    auto* const kept = static_cast<char*>(memory.allocate(text.size() + kWordBytes, kWordBytes));
    std::memcpy(kept, text.data(), text.size());
    std::memset(kept + text.size(), 0, kWordBytes);
    return kept;
  }

  std::pmr::monotonic_buffer_resource memory;
  JsonNode root;
  std::string repeated_key;
};

Result<JsonDocument> JsonDocument::Parse(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  const std::size_t skipped = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  text.remove_prefix(skipped);
  // Longer texts than its numbers can count RapidJSON would misread; no transport lets one through.
  if (text.size() > std::numeric_limits<json::SizeType>::max()) {
    return NotJson(0, "longer than 4 GiB");
  }
  if (const std::size_t good = Utf8Bytes(text); good < text.size()) {
    return NotJson(skipped + good, "bytes that are not UTF-8");
  }
  if (HoldsOverlookedControl(text)) {
    const auto at = std::find_if(text.begin(), text.end(), IsOverlookedControl) - text.begin();
    return NotJson(skipped + static_cast<std::size_t>(at), "a control character");
  }
  constexpr std::size_t kBytesAtLeast = 1024;
  auto impl = std::make_unique<Impl>(2 * text.size() + kBytesAtLeast);  // The text, and as much of nodes to begin with.
  // RapidJSON 1.1 lets half a surrogate pair through where it is the second half; only an escape can spell one.
  const bool escapes = text.find("\\u") != std::string_view::npos;
  NodeBuilder builder(impl->memory,
                      escapes ? NodeBuilder::Surrogates::kPossible : NodeBuilder::Surrogates::kImpossible);
  json::InsituStringStream stream(impl->Keep(text));
  json::Reader reader;
  constexpr unsigned kFlags = json::kParseIterativeFlag | json::kParseInsituFlag | json::kParseNumbersAsStringsFlag;
  const json::ParseResult parsed = reader.Parse<kFlags>(stream, builder);
  if (parsed.IsError()) {
    return NotJson(skipped + parsed.Offset(),
                   builder.why() != nullptr ? builder.why() : json::GetParseError_En(parsed.Code()));
  }
  // RapidJSON takes a NUL byte for the end.
  if (stream.Tell() != text.size()) {
    return NotJson(skipped + stream.Tell(), "a NUL byte follows the value");
  }
  impl->root = builder.root();
  SetParents(impl->root);
  impl->repeated_key = builder.repeated_key();
  return JsonDocument(std::move(impl));
}

JsonDocument::JsonDocument(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonValue JsonDocument::root() const {
  RIFF_CHECK(impl_ != nullptr, "a document that was moved away has no values");
  return JsonValue(&impl_->root);
}

const std::string& JsonDocument::repeated_key() const {
  RIFF_CHECK(impl_ != nullptr, "a document that was moved away has no keys");
  return impl_->repeated_key;
}

}  // namespace riff
