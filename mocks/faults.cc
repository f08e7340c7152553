#include "mocks/faults.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "engine/base/check.h"

namespace riff::sim {
namespace {

struct GenericFault {
  std::string_view name;
  std::string_view meaning;
};

// In the order in which GET /faults lists them; fault_injection.cc gives each its effect.
constexpr std::array kGenericFaults = {
    GenericFault{"timeout_before", "Nothing is done and the connection is closed without an answer, after `delay_ms`."},
    GenericFault{"timeout_after", "All is done and the connection is closed without an answer, after `delay_ms`."},
    GenericFault{"drop", "The connection is closed without an answer; whether all or nothing was done is by chance."},
    GenericFault{"unavailable", "Nothing is done; 503, with Retry-After when `retry_after` (seconds) is given."},
    GenericFault{"html_502", "Nothing is done; 502 with an HTML page, as a proxy would."},
    GenericFault{"throttle", "Nothing is done; 429, with Retry-After when `retry_after` (seconds) is given."},
    GenericFault{"unauthorized", "Nothing is done; 401."},
    GenericFault{"slow", "All is done and answered, `delay_ms` (1000 unless given) later."},
    GenericFault{"truncate", "All is done; the answer breaks off in the middle of its body."},
    GenericFault{"garbage_json", "All is done; the answer's body is cut so that it is no JSON, with a right length."},
    GenericFault{"wrong_type",
                 "All is done; the members of the answer's JSON object have other types than they should."},
    GenericFault{"empty_list", "All is done; every list in the answer's JSON is empty, and no count is corrected."},
};

bool IsInteger(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) {
    joined += (joined.empty() ? "" : ", ") + word;
  }
  return joined;
}

}  // namespace

std::string_view ToString(FaultSort sort) {
  switch (sort) {
    case FaultSort::kGeneric:
      return "generic";
    case FaultSort::kFace:
      return "face";
    case FaultSort::kKnob:
      break;
  }
  return "knob";
}

std::string FaultRule::Parameter(std::string_view name) const {
  const auto found = parameters.find(name);
  return found == parameters.end() ? std::string() : found->second;
}

std::int64_t FaultRule::Number(std::string_view name, std::int64_t when_absent) const {
  const std::string text = Parameter(name);
  return IsInteger(text) ? std::stoll(text) : when_absent;
}

bool MatchesGlob(std::string_view pattern, std::string_view text) {
  std::size_t at_pattern = 0;
  std::size_t at_text = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_text = 0;
  while (at_text < text.size()) {
    if (at_pattern < pattern.size() && pattern[at_pattern] == '*') {
      star = at_pattern++;
      star_text = at_text;
    } else if (at_pattern < pattern.size() && pattern[at_pattern] == text[at_text]) {
      ++at_pattern;
      ++at_text;
    } else if (star != std::string_view::npos) {
      at_pattern = star + 1;
      at_text = ++star_text;
    } else {
      return false;
    }
  }
  while (at_pattern < pattern.size() && pattern[at_pattern] == '*') {
    ++at_pattern;
  }
  return at_pattern == pattern.size();
}

Faults::Faults(std::uint64_t seed) : chance_(seed) {
  for (const GenericFault& fault : kGenericFaults) {
    Declare({std::string(fault.name), FaultSort::kGeneric, std::string(fault.meaning), "", {}});
  }
  Declare({"index_lag_ms", FaultSort::kKnob, "How far lists and searches trail the truth.", "0"});
}

void Faults::Declare(FaultSpec spec) {
  if (spec.sort == FaultSort::kKnob) {
    knobs_[spec.name] = spec.default_value;
  }
  const auto same =
      std::find_if(specs_.begin(), specs_.end(), [&](const auto& known) { return known.name == spec.name; });
  if (same != specs_.end()) {
    *same = std::move(spec);
  } else {
    specs_.push_back(std::move(spec));
  }
}

void Faults::SetDefault(std::string_view knob, std::string value) {
  for (FaultSpec& spec : specs_) {
    if (spec.name == knob && spec.sort == FaultSort::kKnob) {
      spec.default_value = value;
      knobs_[spec.name] = std::move(value);
      return;
    }
  }
  RIFF_CHECK(false, "only a declared knob has a default");
}

const FaultSpec* Faults::SpecOf(std::string_view name) const {
  const auto found = std::find_if(specs_.begin(), specs_.end(), [name](const auto& spec) { return spec.name == name; });
  return found == specs_.end() ? nullptr : &*found;
}

Result<void> Faults::Check(const FaultRule& rule) const {
  const FaultSpec* spec = SpecOf(rule.fault);
  if (spec == nullptr) {
    std::vector<std::string> known;
    for (const FaultSpec& each : specs_) {
      known.push_back(each.name);
    }
    return Fail(ErrorKind::kInvalid, "unknown fault '" + rule.fault + "'; known are " + Joined(known));
  }
  if (spec->sort == FaultSort::kKnob) {
    const auto value = rule.parameters.find("value");
    if (value == rule.parameters.end() || rule.count || rule.rate) {
      return Fail(ErrorKind::kInvalid, "knob '" + rule.fault + "' takes a value and neither count nor rate");
    }
    if (IsInteger(spec->default_value) && !IsInteger(value->second)) {
      return Fail(ErrorKind::kInvalid, "knob '" + rule.fault + "' takes a whole number");
    }
    if (!spec->allowed.empty() && std::ranges::find(spec->allowed, value->second) == spec->allowed.end()) {
      return Fail(ErrorKind::kInvalid, "knob '" + rule.fault + "' takes one of " + Joined(spec->allowed));
    }
    return {};
  }
  if (rule.count && rule.rate) {
    return Fail(ErrorKind::kInvalid, "fault '" + rule.fault + "' has a count and a rate; give one of them");
  }
  if (rule.count && *rule.count < 1) {
    return Fail(ErrorKind::kInvalid, "fault '" + rule.fault + "': count begins at 1");
  }
  if (rule.rate && !(*rule.rate > 0.0 && *rule.rate <= 1.0)) {
    return Fail(ErrorKind::kInvalid, "fault '" + rule.fault + "': rate is above 0 and at most 1");
  }
  return {};
}

Result<void> Faults::Put(std::vector<FaultRule> rules) {
  for (const FaultRule& rule : rules) {
    RIFF_TRY(Check(rule));
  }
  for (const FaultSpec& spec : specs_) {
    if (spec.sort == FaultSort::kKnob) {
      knobs_[spec.name] = spec.default_value;
    }
  }
  rules_.clear();
  for (FaultRule& rule : rules) {
    if (SpecOf(rule.fault)->sort == FaultSort::kKnob) {
      knobs_[rule.fault] = rule.Parameter("value");
    } else {
      rules_.push_back(std::move(rule));
    }
  }
  return {};
}

std::vector<FaultRule> Faults::rules() const {
  std::vector<FaultRule> all = rules_;
  for (const FaultSpec& spec : specs_) {
    if (spec.sort == FaultSort::kKnob && Knob(spec.name) != spec.default_value) {
      FaultRule knob;
      knob.fault = spec.name;
      knob.parameters["value"] = Knob(spec.name);
      all.push_back(std::move(knob));
    }
  }
  return all;
}

bool Faults::Strikes(FaultRule& rule) {
  if (rule.rate) {
    return chance_.Share() < *rule.rate;
  }
  if (rule.count) {
    --*rule.count;
  }
  return true;
}

template <class Fits>
std::optional<FaultRule> Faults::TakeFirst(const Fits& fits) {
  for (auto rule = rules_.begin(); rule != rules_.end(); ++rule) {
    if (!fits(*rule) || !Strikes(*rule)) {
      continue;
    }
    FaultRule taken = *rule;
    if (rule->count && *rule->count == 0) {
      rules_.erase(rule);
    }
    return taken;
  }
  return std::nullopt;
}

std::optional<FaultRule> Faults::Take(std::string_view fault, std::string_view operation) {
  return TakeFirst(
      [&](const FaultRule& rule) { return rule.fault == fault && MatchesGlob(rule.operation, operation); });
}

std::optional<FaultRule> Faults::TakeGeneric(std::string_view operation) {
  return TakeFirst([&](const FaultRule& rule) {
    return SpecOf(rule.fault)->sort == FaultSort::kGeneric && MatchesGlob(rule.operation, operation);
  });
}

const std::string& Faults::Knob(std::string_view name) const {
  const auto found = knobs_.find(name);
  RIFF_CHECK(found != knobs_.end(), "a knob is declared before it is read");
  return found->second;
}

std::int64_t Faults::KnobNumber(std::string_view name) const {
  const std::string& text = Knob(name);
  RIFF_CHECK(IsInteger(text), "a knob read as a number has a number as its default");
  return std::stoll(text);
}

}  // namespace riff::sim
