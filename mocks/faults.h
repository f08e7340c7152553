#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/random.h"

namespace riff::sim {

// What a name in PUT /faults is.
//   kGeneric  applied around any face by the server (fault_injection.h); no face need know it.
//   kFace     a misbehaviour of one platform that its face asks for by Take() at the right place.
//   kKnob     a setting with a default ("publish_delay_ms"), read by Knob() whenever it matters.
enum class FaultSort { kGeneric, kFace, kKnob };
std::string_view ToString(FaultSort sort);  // "generic", "face", "knob"

struct FaultSpec {
  std::string name;
  FaultSort sort = FaultSort::kFace;
  std::string meaning;                    // A sentence, for GET /faults; names the parameters it takes.
  std::string default_value;              // Knobs only.
  std::vector<std::string> allowed = {};  // Of a knob that is one of a few words; else empty.
};

// One rule of PUT /faults: {"operation":"reverb.listing.*","fault":"timeout_after","count":1}. For a knob:
// {"fault":"publish_delay_ms","value":5000}.
struct FaultRule {
  std::string operation = "*";        // "*" stands for any run of characters.
  std::string fault;                  // A declared name.
  std::optional<std::int64_t> count;  // So many matching requests, then no more. Neither: every one.
  std::optional<double> rate;         // This share of them, by the seeded chance. Not with `count`.
  std::map<std::string, std::string, std::less<>> parameters;  // Everything else in the rule, as text ("delay_ms").

  std::string Parameter(std::string_view name) const;                          // Empty when absent.
  std::int64_t Number(std::string_view name, std::int64_t when_absent) const;  // Also when it is no number.
};

// Whether a text fits a pattern in which "*" stands for any run of characters, none included.
bool MatchesGlob(std::string_view pattern, std::string_view text);

// The misbehaviour asked of one channel. Chance comes from the seed, so the same rules over the same requests do the
// same. One thread at a time, as the Market.
class Faults {
 public:
  // Knows the generic faults already, and the one knob that all faces share: "index_lag_ms", by how much searches and
  // lists trail the truth where the platform serves them from an index (0 unless set).
  explicit Faults(std::uint64_t seed);

  // A face's constructor names what it offers. A name declared again takes the place of the first.
  void Declare(FaultSpec spec);
  // Gives a declared knob another default.
  void SetDefault(std::string_view knob, std::string value);
  const std::vector<FaultSpec>& specs() const { return specs_; }

  // Puts these rules in place of all others and sets knobs not named back to their defaults; all or nothing. kInvalid
  // names the rule and what is wrong: an unknown name (with the list of the known ones), a count below 1, a rate
  // outside (0, 1], count and rate together, a knob without `value` or one whose default is a number and whose value is
  // not.
  Result<void> Put(std::vector<FaultRule> rules);
  std::vector<FaultRule> rules() const;  // As they are now: counts lowered, used-up rules gone; knobs included.
  void Clear() { (void)Put({}); }

  // For faces: whether this face fault strikes now, used up by one where it has a count. `operation` as classified.
  std::optional<FaultRule> Take(std::string_view fault, std::string_view operation);
  // For the server: the first generic rule that fits the operation, likewise.
  std::optional<FaultRule> TakeGeneric(std::string_view operation);

  // A declared knob's value.
  const std::string& Knob(std::string_view name) const;
  std::int64_t KnobNumber(std::string_view name) const;
  Duration KnobMs(std::string_view name) const { return std::chrono::milliseconds(KnobNumber(name)); }

  // The seeded chance, for faces that need some of their own (delays drawn between two knobs).
  Random& chance() { return chance_; }

 private:
  const FaultSpec* SpecOf(std::string_view name) const;
  Result<void> Check(const FaultRule& rule) const;
  bool Strikes(FaultRule& rule);
  template <class Fits>
  std::optional<FaultRule> TakeFirst(const Fits& fits);

  std::vector<FaultSpec> specs_;
  std::vector<FaultRule> rules_;
  std::map<std::string, std::string, std::less<>> knobs_;
  SeededRandom chance_;
};

}  // namespace riff::sim
