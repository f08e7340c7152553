#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/json/json.h"
#include "engine/ledger/hold_rules.h"

namespace riff {

// What a caller sent; what it left out is unset.
struct HoldBody {
  std::string owner;      // Empty: not named.
  std::string reference;  // Empty: not named.
  std::optional<World> world;
  Duration ttl{0};              // Zero: not named.
  std::vector<HoldLine> lines;  // Of a commit: the parts, in `quantity`; empty: not named.
};

// Which members a body may have.
enum class HoldBodyKind {
  kRequest,  // {"owner"?, "reference"?, "ttl_seconds"?, "world"?, "lines":[{"sku","quantity"}]}
  kCommit,   // {"owner"?, "lines"?}, or nothing at all; quantities from 0.
  kClaim,    // {"owner"?}, or nothing at all.
};

// Reads the body of a call about holds, strictly: a mistyped member must not become another hold than was meant. One
// body a reader.
class HoldBodyReader {
 public:
  HoldBodyReader(HoldBodyKind kind, const HoldLimits& limits) : kind_(kind), limits_(limits) {}

  // kInvalid for what is not JSON, no object or has a key twice (`field` is empty then), for a member that nobody
  // knows, and for one that is missing, of another type or out of bounds.
  Result<HoldBody> Read(std::string_view text);

  // What the refusal was about: "lines[2].quantity".
  const std::string& field() const { return field_; }

 private:
  tl::unexpected<Error> Refuse(std::string field, const std::string& why);
  Result<void> CheckKeys(const JsonValue& object);
  Result<std::string> Word(const JsonValue& object, std::string_view key);
  Result<std::int64_t> Whole(const JsonValue& object, std::string_view key, std::int64_t least, std::int64_t most);
  Result<void> ReadWorld(const JsonValue& root, HoldBody& body);
  Result<void> ReadLines(const JsonValue& root, HoldBody& body);

  HoldBodyKind kind_;
  const HoldLimits& limits_;
  std::string field_;
};

}  // namespace riff
